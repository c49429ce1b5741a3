import 'server-only'
import { isolated } from '@/lib/kernel/isolated'
import { absoluteUrl } from '@/lib/kernel/url'
import type { Message } from '@/lib/mail/message'
import { MailLayout, MailLink, Paragraph, Small } from './layout'
import { renderMessage } from './render'
import { type Addressee, greeting, momentInWords } from './wording'

type PasswordChangedMessage = Addressee & { at: Date; by: 'self' | 'recovery' }

const ways = { self: 'by somebody signed in to it', recovery: 'with a recovery link' }

/** Tells a person that their password was changed, in case it was not them (ASVS 6.3.7). */
export function passwordChangedMessage({ at, by, ...person }: PasswordChangedMessage): Promise<Message> {
  return renderMessage(
    'password-changed',
    'Your Latchkey password was changed',
    <MailLayout
      title="Your password was changed"
      preview={`For the account ${isolated(person.username)}.`}
      footer={<Small>If it was you, there is nothing to do.</Small>}
    >
      <Paragraph>{greeting(person)}</Paragraph>
      <Paragraph>
        {'The password of your account '}
        <strong>{isolated(person.username)}</strong>
        {` was changed ${ways[by]} on ${momentInWords(at)}.`}
      </Paragraph>
      <Paragraph>
        {
          'If it was not you, choose a new password under "Forgot password?" at once, and tell your administrator: '
        }
        <MailLink href={absoluteUrl('/sign-in')} />
      </Paragraph>
    </MailLayout>,
  )
}
