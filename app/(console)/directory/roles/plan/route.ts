import { lookup } from '@/lib/doors/lookup'
import { planRoleDeletion } from '@/lib/roles/delete'
import { PlanRoleDeletion } from '@/lib/roles/input'

export const GET = lookup('roles.delete', PlanRoleDeletion, (ctx, { id }) => planRoleDeletion(ctx, id))
