import 'server-only'
import { Button } from '@react-email/components'
import { isolated } from '@/lib/kernel/isolated'
import type { Message } from '@/lib/mail/message'
import { wordsIn } from '@/words/say'
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
  const t = wordsIn('en', 'recovery.mail')
  const username = isolated(person.username)
  const asked = t(`asked.${askedBy}`)
  return renderMessage(
    'recovery',
    t('subject'),
    <MailLayout
      title={t('title')}
      preview={t('preview', { username, asked })}
      footer={<Small>{t('keepIt', { otherwise: t(`otherwise.${askedBy}`) })}</Small>}
    >
      <Paragraph>{greeting(person)}</Paragraph>
      <Paragraph>{asked}</Paragraph>
      <Paragraph>{t.rich('username', { username, name: (words) => <strong>{words}</strong> })}</Paragraph>
      <Button href={link} className="button" style={look.button}>
        {t('button')}
      </Button>
      <Small>{t('address')}</Small>
      <Small>
        <MailLink href={link} />
      </Small>
      <Paragraph>{t('lifetime', { moment: momentInWords(expiresAt) })}</Paragraph>
    </MailLayout>,
  )
}
