import 'server-only'
import { isolated } from '@/lib/kernel/isolated'
import { absoluteUrl } from '@/lib/kernel/url'
import type { Message } from '@/lib/mail/message'
import { MailLayout, MailLink, Paragraph, Small } from './layout'
import { renderMessage } from './render'
import { type Addressee, greeting, momentInWords } from './wording'

type PasswordSetMessage = Addressee & { at: Date; mustChange: boolean }

/** Tells a person that an administrator chose their password. Never holds it. */
export function passwordSetMessage({ at, mustChange, ...person }: PasswordSetMessage): Promise<Message> {
  return renderMessage(
    'password-set',
    'An administrator set your Latchkey password',
    <MailLayout
      title="An administrator set your password"
      preview={`For the account ${isolated(person.username)}.`}
      footer={
        <Small>
          If you did not expect this, ask your administrator at once: your old password no longer works.
        </Small>
      }
    >
      <Paragraph>{greeting(person)}</Paragraph>
      <Paragraph>
        {'The password of your account '}
        <strong>{isolated(person.username)}</strong>
        {` was set by an administrator on ${momentInWords(at)}. They will tell you the new one; it is not in this mail.`}
      </Paragraph>
      {mustChange && (
        <Paragraph>When you sign in with it, you will be asked to choose one of your own.</Paragraph>
      )}
      <Paragraph>
        {'Sign in at '}
        <MailLink href={absoluteUrl('/sign-in')} />
      </Paragraph>
    </MailLayout>,
  )
}
