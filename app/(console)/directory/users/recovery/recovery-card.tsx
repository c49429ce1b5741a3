import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { orInterrupt, pageContext } from '@/lib/page'
import { hasPermission } from '@/lib/permissions/require'
import type { LinkState } from '@/lib/recovery/link-state'
import { getRecoveryLinkStatus, type RecoveryLinkStatus } from '@/lib/recovery/status'
import { LinkControls } from './link-controls'

const states: Record<LinkState, { label: string; tone: 'success' | 'neutral' | 'warning' | 'accent' }> = {
  open: { label: 'Open', tone: 'accent' },
  used: { label: 'Used', tone: 'success' },
  expired: { label: 'Expired', tone: 'neutral' },
  replaced: { label: 'Replaced', tone: 'neutral' },
  revoked: { label: 'Revoked', tone: 'neutral' },
}

/** What became of the user's latest recovery link, without what it opens, for whoever may make one. */
export async function RecoveryCard({ userId }: { userId: number }) {
  const ctx = await pageContext()
  const { now } = ctx
  if (!(await hasPermission(ctx, 'users.recover', { userId }))) return null
  const link = await orInterrupt(getRecoveryLinkStatus(ctx, userId))
  if (!link) return null
  const { label, tone } = states[link.state]
  return (
    <Card
      title="Recovery link"
      actions={link.state === 'open' && <LinkControls userId={userId} linkId={link.id} />}
    >
      <Facts>
        <Fact label="Status">
          <Badge dot tone={tone}>
            {label}
          </Badge>
        </Fact>
        <Fact label="Made">
          <RelativeTime at={link.createdAt} now={now} /> by {link.createdBy}
        </Fact>
        <Fact label={link.expiresAt > now ? 'Expires' : 'Expired'}>
          <RelativeTime at={link.expiresAt} now={now} />
        </Fact>
        <Fact label="Fetched">
          {fetched(link.fetches)}
          {link.lastFetchedAt && (
            <>
              , last <RelativeTime at={link.lastFetchedAt} now={now} />
            </>
          )}
        </Fact>
        <Fact label="Opened">
          {link.openedAt ? (
            <>
              By a person, <RelativeTime at={link.openedAt} now={now} />
            </>
          ) : (
            'By nobody yet'
          )}
        </Fact>
        {endings(link).map(([word, at]) => (
          <Fact key={word} label={word}>
            <RelativeTime at={at} now={now} />
          </Fact>
        ))}
      </Facts>
    </Card>
  )
}

function fetched(times: number): string {
  if (times === 0) return 'Never'
  return times === 1 ? 'Once, by a browser or a mail scanner' : `${times} times, by browsers or mail scanners`
}

function endings({ usedAt, replacedAt, revokedAt }: RecoveryLinkStatus): [string, Date][] {
  const all: [string, Date | null][] = [
    ['Used', usedAt],
    ['Replaced', replacedAt],
    ['Revoked', revokedAt],
  ]
  return all.flatMap(([word, at]) => (at ? [[word, at] as [string, Date]] : []))
}
