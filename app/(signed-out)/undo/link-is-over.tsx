import { CenteredCard } from '@/components/shell/centered-card'
import type { ChangeState } from '@/lib/users/name-changes/state'

type Over = Exclude<ChangeState, 'open'> | 'unknown'

const wordings: Record<Over, { title: string; text: string }> = {
  expired: {
    title: 'This link has expired',
    text: 'A change can be undone for 72 hours. Tell whoever looks after accounts what was changed.',
  },
  undone: {
    title: 'This change is undone already',
    text: 'The link works only once. If the account is not as it should be, tell whoever looks after accounts.',
  },
  ended: {
    title: 'This link no longer works',
    text: 'What it would undo was put back in another way, or the rights of the account have changed since. If the account is not as it should be, tell whoever looks after accounts.',
  },
  taken: {
    title: 'This cannot be put back',
    text: 'Another account has the address or username by now. Tell whoever looks after accounts: they can give it back to you.',
  },
  unknown: {
    title: 'This link does not work',
    text: 'Part of the address may be missing, the account may be gone, or this page was open for too long. Open the link again.',
  },
}

/** Why a link undoes nothing any more, without a word about whose it was. */
export function LinkIsOver({ state }: { state: Over }) {
  const { title, text } = wordings[state]
  return (
    <CenteredCard title={title} footer={<a href="/sign-in">Back to sign-in</a>}>
      <p className="text-muted">{text}</p>
    </CenteredCard>
  )
}
