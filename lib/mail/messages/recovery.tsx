import 'server-only'
import { Button } from '@react-email/components'
import { isolated } from '@/lib/kernel/isolated'
import type { Message } from '@/lib/mail/message'
import { MailLayout, MailLink, Paragraph, Small } from './layout'
import { look } from './look'
import { renderMessage } from './render'
import { type Addressee, greeting, momentInWords } from './wording'

type RecoveryMessage = Addressee & {
  /** Absolute, by `absoluteUrl`. */
  link: string
  expiresAt: Date
  /** `self`: at "Forgot password?", perhaps by a stranger. */
  askedBy: 'self' | 'administrator'
}

/** The mail with which a person chooses a new password. */
export function recoveryMessage({ link, expiresAt, askedBy, ...person }: RecoveryMessage): Promise<Message> {
  const asked =
    askedBy === 'administrator'
      ? 'An administrator sent you this link, so that you can choose a new password.'
      : 'You, or somebody else, asked for a new password at the sign-in page.'
  const otherwise =
    askedBy === 'administrator'
      ? 'If you did not expect this, do not use the link and ask your administrator. Your password stays as it is.'
      : 'If it was not you, ignore this mail. Your password stays as it is.'
  return renderMessage(
    'recovery',
    'Choose a new password for Latchkey',
    <MailLayout
      title="Choose a new password"
      preview={`For the account ${isolated(person.username)}. ${asked}`}
      footer={
        <Small>{`${otherwise} Never pass this link on: whoever has it can take over the account.`}</Small>
      }
    >
      <Paragraph>{greeting(person)}</Paragraph>
      <Paragraph>{asked}</Paragraph>
      <Paragraph>
        {'Your username is '}
        <strong>{isolated(person.username)}</strong>.
      </Paragraph>
      <Button href={link} className="button" style={look.button}>
        Choose a new password
      </Button>
      <Small>Or open this address in a browser:</Small>
      <Small>
        <MailLink href={link} />
      </Small>
      <Paragraph>{`The link works once, until ${momentInWords(expiresAt)}.`}</Paragraph>
    </MailLayout>,
  )
}
