import 'server-only'
import { isolated } from '@/lib/kernel/isolated'
import type { Message } from '@/lib/mail/message'
import { MailLayout, Paragraph, Small } from './layout'
import { renderMessage } from './render'
import { type Addressee, greeting, momentInWords } from './wording'

/** Tells the address an account had in between that it no longer has it. */
export function changeUndoneMessage({ at, ...person }: Addressee & { at: Date }): Promise<Message> {
  return renderMessage(
    'change-undone',
    'Your Latchkey account has its former address again',
    <MailLayout
      title="The change of address was undone"
      preview={`For the account ${isolated(person.username)}.`}
      footer={<Small>If this was not as it should be, tell your administrator.</Small>}
    >
      <Paragraph>{greeting(person)}</Paragraph>
      <Paragraph>
        {'The account '}
        <strong>{isolated(person.username)}</strong>
        {` has its former e-mail address again, in place of this one. It was put back on ${momentInWords(at)} with the link that was sent there, and everybody was signed out.`}
      </Paragraph>
    </MailLayout>,
  )
}
