import { isolated } from '@/lib/kernel/isolated'
import { inSentence, outsideView } from '@/lib/kernel/own-words'
import { isPermission, permissions, type ScopeKind } from '@/lib/rights/catalogue'

type Scope = { kind: ScopeKind; place: { label: string } | null }

/** A scope in words, to follow "over". */
export function scopeText({ kind, place }: Scope): string {
  if (kind === 'everything') return 'everything'
  if (!place) return inSentence(outsideView[kind])
  if (kind === 'folder') return place.label === '' ? 'all folders' : `the folder ${isolated(place.label)}`
  if (kind === 'members') return `the members of ${isolated(place.label)}`
  return kind === 'user' ? `the user ${isolated(place.label)}` : `the group ${isolated(place.label)}`
}

/** What is given, in words: a role by its name, a permission by what it lets one do. */
export function givenText({
  permission,
  role,
}: {
  permission: string | null
  role: { name: string } | null
}): string {
  if (role) return isolated(role.name)
  return permission !== null && isPermission(permission)
    ? permissions[permission].description
    : (permission ?? '')
}
