import { z } from 'zod'
import { planGrantDeletion } from '@/lib/grants/delete'
import { lookup } from '@/lib/lookup'

const Query = z.object({ id: z.uuid() })

export const GET = lookup('grants.delete', Query, (ctx, { id }) => planGrantDeletion(ctx, [id]))
