import { z } from 'zod'
import { withoutNull } from '@/lib/kernel/characters'
import { Cursor, pageSize } from '@/lib/kernel/list-input'

export const userSorts = ['username', 'name', 'last-sign-in', 'created'] as const

const sort = z.templateLiteral([z.enum(['', '-']), z.enum(userSorts)])

/** What the URL of the users list holds. Anything it should not is replaced by the default, so an old link still opens. */
export const ListUsers = z.object({
  folder: z.string().max(1000).regex(withoutNull).catch('').default(''),
  subfolders: z
    .enum(['yes', 'no'])
    .catch('yes')
    .default('yes')
    .transform((value) => value === 'yes'),
  q: z.string().max(10_000).catch('').default(''),
  sort: sort.catch('username').default('username'),
  size: pageSize(50),
  after: Cursor,
  before: Cursor,
})
export type ListUsers = z.output<typeof ListUsers>
