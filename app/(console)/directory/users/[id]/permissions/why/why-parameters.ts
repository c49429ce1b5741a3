import { z } from 'zod'
import { withoutNull } from '@/lib/kernel/characters'
import { isPermission, type Permission } from '@/lib/rights/catalogue'

const PermissionParameter = z
  .string()
  .refine((name): name is Permission => isPermission(name))
  .optional()
  .catch(undefined)

const text = z.string().trim().max(200).regex(withoutNull).catch('').default('')

/** What the address of the page asks. Anything it should not hold is left out, so that an old link still opens. */
export const WhyParameters = z.object({
  permission: PermissionParameter,
  /** What is searched for as a target, and by which text. */
  kind: z.enum(['', 'user', 'folder', 'group']).catch('').default(''),
  find: text,
  /** The target itself: "user-12". */
  target: z
    .string()
    .regex(/^(user|folder|group)-[1-9]\d{0,8}$/)
    .optional()
    .catch(undefined),
  who: PermissionParameter,
  q: text,
})
export type WhyParameters = z.output<typeof WhyParameters>

export function whyPath(userId: number): string {
  return `/directory/users/${userId}/permissions/why`
}

export function whyHref(userId: number, permission: Permission, kind?: string, id?: number): string {
  const target: [string, string][] = kind && id !== undefined ? [['target', `${kind}-${id}`]] : []
  return `${whyPath(userId)}?${new URLSearchParams([['permission', permission], ...target])}`
}

/** "user-12" as what the rules ask for. */
export function targetOfParameter(target: string | undefined) {
  if (!target) return undefined
  const [kind, number] = target.split('-')
  const id = Number(number)
  if (kind === 'user') return { userId: id }
  return kind === 'folder' ? { folderId: id } : { groupId: id }
}
