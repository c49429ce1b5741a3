import { z } from 'zod'
import { searchGroupNames } from '@/lib/grants/search-groups'
import { lookup } from '@/lib/lookup'

const Query = z.object({ q: z.string().trim().min(1).max(200) })

export const GET = lookup(Query, (ctx, { q }) => searchGroupNames(ctx, q))
