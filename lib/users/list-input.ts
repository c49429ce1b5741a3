import { z } from 'zod'

export const userSorts = ['username', 'name', 'last-sign-in', 'created'] as const
export const pageSizes = [20, 50, 100] as const

const sort = z.templateLiteral([z.enum(['', '-']), z.enum(userSorts)])

/** What the URL of the users list holds. Anything it should not is replaced by the default, so an old link still opens. */
export const ListUsers = z.object({
  folder: z
    .string()
    .max(1000)
    .regex(/^[^\0]*$/)
    .catch('')
    .default(''),
  subfolders: z
    .enum(['yes', 'no'])
    .catch('yes')
    .default('yes')
    .transform((value) => value === 'yes'),
  q: z.string().catch('').default(''),
  sort: sort.catch('username').default('username'),
  size: z.coerce
    .number()
    .pipe(z.union(pageSizes.map((size) => z.literal(size))))
    .catch(50)
    .default(50),
  after: z.string().max(2000).optional().catch(undefined),
  before: z.string().max(2000).optional().catch(undefined),
})
export type ListUsers = z.output<typeof ListUsers>

/** How far lists count: up to this exactly, beyond it "10,000+". */
export const countLimit = 10_000
