import { Users, UserX } from 'lucide-react'
import { Alert } from '@/components/ui/alert'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Isolated } from '@/components/ui/isolated'
import { isolated } from '@/lib/kernel/isolated'
import type { Capable, CapableGroup, WhoCanAnswer } from '@/lib/why/explain-types'
import { WayList } from './way-list'

const link = 'text-accent-ink no-underline hover:underline'

/** Who can, and apart from them who would if the user did not hold more than they do. */
export function WhoAnswer({ answer, q, now }: { answer: WhoCanAnswer; q: string; now: Date }) {
  const { target, can, refused, hasMore, isNarrowed } = answer
  const isRefused = refused.people.length + refused.groups.length > 0
  return (
    <section aria-label="Who can" className="flex flex-col gap-4">
      {can.people.length + can.groups.length > 0 ? (
        <Capables of={can} target={target.username} marked now={now} label="They can" />
      ) : (
        <EmptyState icon={<UserX />} title="Nobody can">
          {q === '' ? 'Nobody whom you can see.' : `Nobody found for “${isolated(q)}”.`}
        </EmptyState>
      )}
      {isRefused && (
        <div className="flex flex-col gap-3">
          <Alert
            tone="warning"
            title={`Weaker people reach for ${isolated(target.username)}, who is stronger.`}
          >
            <p>
              They hold the permission over <Isolated>{target.username}</Isolated>, and Latchkey refuses them
              since <Isolated>{target.username}</Isolated> holds rights they do not hold. Should{' '}
              <Isolated>{target.username}</Isolated> lose those, they can.
            </p>
          </Alert>
          <Capables of={refused} target={target.username} now={now} label="They are refused" />
        </div>
      )}
      {hasMore && (
        <p className="text-muted text-sm">There are more than are listed. Search for people by name.</p>
      )}
      {isNarrowed && <p className="text-muted text-sm">People outside your view are left out.</p>}
    </section>
  )
}

type CapablesProps = {
  of: { people: Capable[]; groups: CapableGroup[] }
  target: string
  /** Whether those who hold less than the target are marked. */
  marked?: boolean
  now: Date
  label: string
}

function Capables({ of: { people, groups }, target, marked = false, now, label }: CapablesProps) {
  const mark = (isWeaker: boolean) =>
    marked &&
    isWeaker && (
      <Badge tone="warning">
        Holds less than <Isolated>{target}</Isolated>
      </Badge>
    )
  return (
    <ul aria-label={label} className="flex flex-col divide-y divide-line-soft">
      {groups.map(({ group, members, ways, isWeaker }) => (
        <li key={group.id ?? 'unseen'} className="flex flex-col gap-2 py-3 first:pt-0">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <Users aria-hidden className="size-4 text-muted" />
            {group.id === null ? (
              <span className="text-muted italic">{group.label}</span>
            ) : (
              <a href={`/directory/groups/${group.id}`} className={link}>
                {group.label}
              </a>
            )}
            <span className="text-muted">
              all members
              {group.id !== null && `, ${members.count.toLocaleString('en')}${members.capped ? '+' : ''}`}
            </span>
            {mark(isWeaker)}
          </div>
          <WayList ways={ways} now={now} label={`Ways of ${isolated(group.label)}`} />
        </li>
      ))}
      {people.map(({ person, ways, isWeaker }) => (
        <li key={person.id} className="flex flex-col gap-2 py-3 first:pt-0">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <Avatar name={person.name || person.username} seed={person.username} size="sm" />
            <a href={`/directory/users/${person.id}`} className={link}>
              {person.name || person.username}
            </a>
            {person.name && <span className="text-muted">{person.username}</span>}
            {mark(isWeaker)}
          </div>
          <WayList ways={ways} now={now} label={`Ways of ${isolated(person.username)}`} />
        </li>
      ))}
    </ul>
  )
}
