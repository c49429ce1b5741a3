import { Alert } from '@/components/ui/alert'
import { isolated } from '@/lib/kernel/isolated'
import { type Permission, permissions } from '@/lib/rights/catalogue'
import type { Above, Explanation } from '@/lib/why/explain-types'
import { MissingEdge } from './missing-edge'
import { WayList } from './way-list'

type WhyAnswerProps = { explanation: Explanation; permission: Permission; now: Date }

/** Yes with every way, no with what comes nearest, or held and refused all the same. */
export function WhyAnswer({ explanation, permission, now }: WhyAnswerProps) {
  const { user, target, isHeld, ways, hasMore, above, missing } = explanation
  const what = `“${permissions[permission].description}”`
  const over = target ? ` over ${isolated(target.label)}` : ''
  return (
    <section aria-label="Answer" className="flex flex-col gap-3">
      {isHeld ? (
        <Alert tone="success" title={`Yes, ${isolated(user.username)} holds ${what}${over}.`} />
      ) : above ? (
        <Alert
          tone="warning"
          title={`${isolated(user.username)} holds ${what}${over}, and is refused all the same.`}
        >
          <p>
            {aboveText(user.username, target?.label ?? '', above)} Nobody acts on somebody who holds more than
            they do.
          </p>
        </Alert>
      ) : (
        <Alert tone="info" title={`No, ${isolated(user.username)} does not hold ${what}${over}.`} />
      )}
      {!user.isActive && (
        <Alert tone="warning" title={`${isolated(user.username)} is inactive.`}>
          <p>Nothing of this can be used while they are.</p>
        </Alert>
      )}
      {ways.length > 0 && <WayList ways={ways} now={now} label="Ways" />}
      {hasMore && <p className="text-muted text-sm">There are more ways. These are the shortest.</p>}
      {missing && (
        <MissingEdge
          missing={missing}
          username={user.username}
          target={target?.label}
          what={what}
          now={now}
        />
      )}
    </section>
  )
}

function aboveText(username: string, target: string, above: Above): string {
  if (above === 'unseen')
    return `${isolated(target)} carries rights that ${isolated(username)} does not hold.`
  const named = above.permissions.slice(0, 5).map((name) => `“${permissions[name].description}”`)
  const more = above.permissions.length - named.length
  return `${isolated(target)} carries rights that ${isolated(username)} does not hold: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}
