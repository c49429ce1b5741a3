import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { isolated } from '@/lib/kernel/isolated'
import { latestExpiry } from '@/lib/recovery/lifetimes'
import type { LinkKind, LinkState } from '@/lib/recovery/link-state'
import { type RecoveryLinkStatus, recoveryLinksToShow } from '@/lib/recovery/status'
import { hasPermission } from '@/lib/rights/require'
import { wordsFor } from '@/words/for-browser'
import { LinkControls } from './link-controls'

const states: Record<LinkState, { label: string; tone: 'success' | 'neutral' | 'warning' | 'accent' }> = {
  open: { label: 'Open', tone: 'accent' },
  used: { label: 'Used', tone: 'success' },
  expired: { label: 'Expired', tone: 'neutral' },
  replaced: { label: 'Replaced', tone: 'neutral' },
  revoked: { label: 'Revoked', tone: 'neutral' },
}

const titles: Record<LinkKind, string> = {
  given: 'Recovery link',
  asked: 'Recovery link, asked for at sign-in',
}

/** The user's open recovery links, or what became of the latest, without what they open, for whoever may make one. */
export async function RecoveryCards({ userId }: { userId: number }) {
  const ctx = await pageContext()
  if (!(await hasPermission(ctx, 'users.recover', { userId }))) return null
  const links = await orInterrupt(recoveryLinksToShow(ctx, userId))
  return links.map((link) => <RecoveryCard key={link.id} userId={userId} link={link} now={ctx.now} />)
}

type RecoveryCardProps = { userId: number; link: RecoveryLinkStatus; now: Date }

async function RecoveryCard({ userId, link, now }: RecoveryCardProps) {
  const { label, tone } = states[link.state]
  const latest = latestExpiry(link.createdAt)
  return (
    <Card
      title={titles[link.kind]}
      actions={
        link.state === 'open' && (
          <LinkControls
            userId={userId}
            linkId={link.id}
            latest={link.expiresAt < latest ? latest.getTime() : null}
            now={now.getTime()}
            words={await wordsFor('recovery.change')}
          />
        )
      }
    >
      <Facts>
        <Fact label="Status">
          <Badge dot tone={tone}>
            {label}
          </Badge>
        </Fact>
        <Fact label={link.kind === 'asked' ? 'Asked for' : 'Made'}>
          <RelativeTime at={link.createdAt} now={now} />
          {link.kind === 'given' && ` by ${isolated(link.createdBy)}`}
        </Fact>
        {link.mailedTo !== null && <Fact label="Mailed to">{link.mailedTo}</Fact>}
        {link.state === 'open' && (
          <Fact label="Expires">
            <RelativeTime at={link.expiresAt} now={now} />
          </Fact>
        )}
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

function endings({ state, expiresAt, usedAt, replacedAt, revokedAt }: RecoveryLinkStatus): [string, Date][] {
  const all: [string, Date | null][] = [
    ['Expired', state === 'expired' ? expiresAt : null],
    ['Used', usedAt],
    ['Replaced', replacedAt],
    ['Revoked', revokedAt],
  ]
  return all.flatMap(([word, at]) => (at ? [[word, at] as [string, Date]] : []))
}
