import { z } from 'zod'
import { withoutNull } from '@/lib/kernel/characters'
import { Cursor, pageSize } from '@/lib/kernel/list-input'

const text = z.string().max(500).regex(withoutNull).catch('').default('')

export const GroupIdText = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .pipe(z.int32().positive())

/** The way down to a group in the tree: its id after those of the groups above it, as "3.14". */
const Branch = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,10}){0,19}$/)
  .refine((way) => way.split('.').every((id) => GroupIdText.safeParse(id).success))

export const maxOpenBranches = 40

/** What the URL of the groups list holds. Anything it should not is replaced by the default. */
export const ListGroups = z.object({
  q: text,
  view: z.enum(['flat', 'tree']).catch('flat').default('flat'),
  /** Only the groups directly below this one. */
  parent: z.coerce.number().pipe(z.int32().positive()).optional().catch(undefined),
  /** The branches of the tree that are open. */
  open: z
    .string()
    .max(5000)
    .catch('')
    .default('')
    .transform((list) => list.split(',').filter((branch) => Branch.safeParse(branch).success))
    .transform((branches) => [...new Set(branches)].slice(0, maxOpenBranches)),
  size: pageSize(50),
  after: Cursor,
  before: Cursor,
})
export type ListGroups = z.output<typeof ListGroups>

export const membershipKinds = ['all', 'direct', 'inherited'] as const
export type MembershipKind = (typeof membershipKinds)[number]

/** What the URL of a group's members holds. */
export const ListMembers = z.object({
  q: text,
  kind: z.enum(membershipKinds).catch('all').default('all'),
  size: pageSize(50),
  after: Cursor,
  before: Cursor,
})
export type ListMembers = z.output<typeof ListMembers>

/** What somebody types to find a group, and what for: to see it, or to change who is in it. */
export const SearchGroups = z.object({
  q: text,
  for: z.enum(['read', 'members']).catch('read').default('read'),
})
export type SearchGroups = z.output<typeof SearchGroups>
