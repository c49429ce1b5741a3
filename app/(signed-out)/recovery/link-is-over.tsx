import { CenteredCard } from '@/components/shell/centered-card'
import { buttonClass } from '@/components/ui/button'
import type { LinkState } from '@/lib/recovery/link-state'

const wordings: Record<LinkState | 'unknown', { title: string; text: string }> = {
  expired: {
    title: 'This link has expired',
    text: 'Recovery links work for a limited time only. Ask for a new one.',
  },
  used: {
    title: 'This link has been used',
    text: 'A password was chosen with it, and it works only once. If that was not you, ask for a new link at once and tell whoever looks after accounts.',
  },
  replaced: {
    title: 'There is a newer link',
    text: 'A newer recovery link was made for this account, which ended this one. Use the newest you have, or ask for another.',
  },
  revoked: {
    title: 'This link no longer works',
    text: 'It was withdrawn, for instance because the password was changed in another way. Ask for a new one.',
  },
  open: {
    title: 'This took too long',
    text: 'Open the recovery link again: it still works until a password is chosen with it.',
  },
  unknown: {
    title: 'This link does not work',
    text: 'Part of the address may be missing, or this page was open for too long. Open the link again, or ask for a new one.',
  },
}

/** What became of a link that leads nowhere any more, without a word about whose it was. */
export function LinkIsOver({ state }: { state: keyof typeof wordings }) {
  const { title, text } = wordings[state]
  return (
    <CenteredCard title={title} footer={<a href="/sign-in">Back to sign-in</a>}>
      <p className="mb-5 text-muted">{text}</p>
      <a href="/recovery" className={buttonClass({ variant: 'primary', size: 'lg', className: 'w-full' })}>
        Ask for a new link
      </a>
    </CenteredCard>
  )
}
