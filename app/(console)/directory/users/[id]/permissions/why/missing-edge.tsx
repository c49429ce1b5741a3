import { Isolated } from '@/components/ui/isolated'
import { AbsoluteTime } from '@/components/ui/relative-time'
import { isolated } from '@/lib/kernel/isolated'
import type { Adders, Missing } from '@/lib/why/explain-types'
import { WayList } from './way-list'

const link = 'text-accent-ink underline'

type MissingEdgeProps = {
  missing: Missing
  username: string
  target: string | undefined
  what: string
  now: Date
}

/** What would have to be added for a no to become a yes, and by whom. */
export function MissingEdge({ missing, username, target, what, now }: MissingEdgeProps) {
  const { elsewhere, groups, adders } = missing
  const [nearest, ...others] = groups
  return (
    <div className="flex flex-col gap-3 text-sm">
      {elsewhere.length > 0 && (
        <div className="flex flex-col gap-2">
          <p>
            <Isolated>{username}</Isolated> holds it elsewhere, and <Isolated>{target ?? ''}</Isolated> is not
            in it:
          </p>
          <WayList ways={elsewhere} now={now} label="Held elsewhere" />
        </div>
      )}
      {nearest ? (
        <p>
          What is missing is a membership. Members of <GroupLink {...nearest} /> hold it
          {target ? ` over ${isolated(target)}` : ''}, and <Isolated>{username}</Isolated>{' '}
          {nearest.endedAt ? (
            <>
              was a member until <AbsoluteTime at={nearest.endedAt} now={now} />.
            </>
          ) : (
            'is not a member.'
          )}
          {others.length > 0 && (
            <>
              {' '}
              So do members of{' '}
              {others.map((group, index) => (
                <span key={group.id}>
                  {index > 0 && ' and '}
                  <GroupLink {...group} />
                </span>
              ))}
              .
            </>
          )}
        </p>
      ) : (
        <p>
          No group that you can see carries it. What is missing is a grant of {what} to{' '}
          <Isolated>{username}</Isolated>
          {target ? `, over ${isolated(target)}` : ''}.
        </p>
      )}
      <AddersText
        adders={adders}
        could={nearest ? `could add ${isolated(username)} to ${isolated(nearest.name)}` : 'could give it'}
      />
    </div>
  )
}

function GroupLink({ id, name }: { id: number; name: string }) {
  return (
    <a href={`/directory/groups/${id}`} className={link}>
      <Isolated>{name}</Isolated>
    </a>
  )
}

function AddersText({ adders, could }: { adders: Adders; could: string }) {
  if (adders.people.length === 0) return <p>Nobody whom you can see {could}.</p>
  return (
    <div>
      <p>Who {could}:</p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {adders.people.map(({ id, username, name }) => (
          <li key={id}>
            <a href={`/directory/users/${id}`} className={link}>
              <Isolated>{name || username}</Isolated>
            </a>
            {name && (
              <span className="text-muted">
                {' '}
                <Isolated>{username}</Isolated>
              </span>
            )}
          </li>
        ))}
        {!adders.areAll && <li className="text-muted">and others</li>}
      </ul>
    </div>
  )
}
