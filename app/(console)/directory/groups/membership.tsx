import { Isolated } from '@/components/ui/isolated'
import { Badge } from '../../../../components/ui/badge'
import { RelativeTime } from '../../../../components/ui/relative-time'

type Direct = { expiresAt: Date | null } | null | undefined

const mostNamed = 3

/** How somebody is in a group: directly, through groups below it, or both. */
export function MembershipWay({
  direct,
  through,
}: {
  direct: Direct
  through: { id: number; name: string }[]
}) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      {direct ? <Badge tone="accent">Direct</Badge> : <Badge>Inherited</Badge>}
      {through.length > 0 && (
        <span className="min-w-0 break-words text-muted text-sm">
          through{' '}
          {through.slice(0, mostNamed).map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`/directory/groups/${id}`}>
                <Isolated>{name}</Isolated>
              </a>
            </span>
          ))}
          {through.length > mostNamed && ` and ${through.length - mostNamed} more`}
        </span>
      )}
    </span>
  )
}

/** When it ends; a membership that is only inherited ends with the one it comes from. */
export function MembershipUntil({ direct, now }: { direct: Direct; now: Date }) {
  if (direct?.expiresAt) return <RelativeTime at={direct.expiresAt} now={now} />
  return <span className="text-muted">{direct ? 'Lasting' : '–'}</span>
}
