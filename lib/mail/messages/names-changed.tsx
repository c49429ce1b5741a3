import 'server-only'
import { Button } from '@react-email/components'
import { isolated } from '@/lib/kernel/isolated'
import { absoluteUrl } from '@/lib/kernel/url'
import type { Message } from '@/lib/mail/message'
import { MailLayout, MailLink, Paragraph, Small } from './layout'
import { look } from './look'
import { renderMessage } from './render'
import { type Addressee, greeting, momentInWords } from './wording'

type Change = Addressee & { at: Date; by: 'self' | 'administrator' }

type NamesChangedMessage = Change & {
  usernameBefore: string | undefined
  address: 'kept' | 'changed' | 'removed'
  /** Its URL is absolute, by `absoluteUrl`. */
  link: { url: string; expiresAt: Date } | undefined
}

const makers = { self: 'somebody signed in to it', administrator: 'an administrator' }

/** Tells the address an account had that it, or the username, was changed, in case that was not its owner's wish. */
export function namesChangedMessage(change: NamesChangedMessage): Promise<Message> {
  const { username, usernameBefore, address, at, by, link } = change
  const addressTold =
    address === 'removed'
      ? 'This e-mail address was taken off your account'
      : 'The e-mail address of your account was changed, and is no longer this one'
  return renderMessage(
    'names-changed',
    'How you sign in to Latchkey was changed',
    <MailLayout
      title="How you sign in was changed"
      preview={`For the account ${isolated(usernameBefore ?? username)}.`}
      footer={
        <Small>
          {link
            ? 'If you know of this, there is nothing to do. Never pass the link on.'
            : 'If this was not as it should be, tell your administrator at once.'}
        </Small>
      }
    >
      <Paragraph>{greeting(change)}</Paragraph>
      <Paragraph>{`By ${makers[by]}, on ${momentInWords(at)}:`}</Paragraph>
      {usernameBefore !== undefined && (
        <Paragraph>
          {'The username of your account was changed from '}
          <strong>{isolated(usernameBefore)}</strong>
          {' to '}
          <strong>{isolated(username)}</strong>.
        </Paragraph>
      )}
      {address !== 'kept' && (
        <Paragraph>
          {addressTold}
          {' ('}
          <strong>{isolated(username)}</strong>
          {').'}
        </Paragraph>
      )}
      {link && (
        <>
          <Paragraph>
            If it was not you and you do not know of it, undo it. Everybody is then signed out of the account,
            and you choose a new password.
          </Paragraph>
          <Button href={link.url} className="button" style={look.button}>
            Undo the change
          </Button>
          <Small>Or open this address in a browser:</Small>
          <Small>
            <MailLink href={link.url} />
          </Small>
          <Paragraph>{`The link works once, until ${momentInWords(link.expiresAt)}.`}</Paragraph>
        </>
      )}
    </MailLayout>,
  )
}

/** Tells an address that an account has it from now on. */
export function addressSetMessage({ at, by, ...person }: Change): Promise<Message> {
  return renderMessage(
    'address-set',
    'Your address at Latchkey',
    <MailLayout
      title="This is now the address of an account"
      preview={`For the account ${isolated(person.username)}.`}
      footer={
        <Small>
          If you do not know this account, tell whoever looks after accounts at the address below.
        </Small>
      }
    >
      <Paragraph>{greeting(person)}</Paragraph>
      <Paragraph>
        {`By ${by === 'self' ? 'somebody signed in' : 'an administrator'}, on ${momentInWords(at)}, this became the e-mail address of the account `}
        <strong>{isolated(person.username)}</strong>. Messages about it come here, and one signs in with it as
        with the username.
      </Paragraph>
      <Paragraph>
        {'Sign in at '}
        <MailLink href={absoluteUrl('/sign-in')} />
      </Paragraph>
    </MailLayout>,
  )
}
