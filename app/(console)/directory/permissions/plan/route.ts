import { z } from 'zod'
import { lookup } from '@/lib/doors/lookup'
import { planGrantDeletion } from '@/lib/grants/delete'

const Query = z.object({ id: z.uuid() })

export const GET = lookup('grants.delete', Query, (ctx, { id }) => planGrantDeletion(ctx, [id]))
