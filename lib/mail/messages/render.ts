import 'server-only'
import { render } from '@react-email/components'
import type { ReactElement } from 'react'
import type { MailKind, Message } from '@/lib/mail/message'

const textOptions = {
  wordwrap: 78,
  selectors: [
    { selector: 'h1', options: { uppercase: false } },
    // The address stands below it in full.
    { selector: 'a.button', format: 'skip' },
  ],
}

/** The HTML and the text of a mail, from one source. */
export async function renderMessage(kind: MailKind, subject: string, mail: ReactElement): Promise<Message> {
  const html = await render(mail)
  const text = await render(mail, { plainText: true, htmlToTextOptions: textOptions })
  return { kind, subject, html, text }
}
