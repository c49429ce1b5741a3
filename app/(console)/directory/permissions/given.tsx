import { Badge } from '@/components/ui/badge'
import type { ShownGrant } from '@/lib/grants/shown'
import { givenText } from '@/lib/grants/words'

/** What a grant gives: a role, with a way to it for who may open it, or a permission. */
export function Given({ grant, canOpenRoles }: { grant: ShownGrant; canOpenRoles: boolean }) {
  const { role, permission } = grant
  if (!role)
    return (
      <>
        <span className="font-medium text-ink">{givenText(grant)}</span>
        <small>{permission}</small>
      </>
    )
  return (
    <span className="inline-flex items-baseline gap-2">
      {canOpenRoles && role.id !== null ? <a href={`/directory/roles/${role.id}`}>{role.name}</a> : role.name}
      <Badge>Role</Badge>
    </span>
  )
}
