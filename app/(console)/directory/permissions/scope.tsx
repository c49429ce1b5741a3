import type { ShownScope } from '@/lib/grants/shown'
import { scopeText } from '@/lib/grants/words'

/** Over what, as a way there where there is one. */
export function Scope({ scope }: { scope: ShownScope }) {
  const words = scopeText(scope)
  const text = words.charAt(0).toUpperCase() + words.slice(1)
  const href = hrefOf(scope)
  return href ? <a href={href}>{text}</a> : text
}

function hrefOf({ kind, place }: ShownScope): string | undefined {
  if (!place) return undefined
  if (kind === 'folder') return `/directory/users?${new URLSearchParams({ folder: place.label })}`
  return kind === 'user' ? `/directory/users/${place.id}` : `/directory/groups/${place.id}`
}
