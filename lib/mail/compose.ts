import 'server-only'
import type { SendMailOptions } from 'nodemailer'
import type { Sender } from '@/lib/kernel/mail-address'
import type { OutgoingMail } from './transport'

/** A mail as nodemailer takes it: one recipient, in the header and in the envelope, whatever the address looks like. */
export function composed(mail: OutgoingMail, from: Sender, host: string): SendMailOptions {
  return {
    from,
    to: { name: '', address: mail.recipient },
    envelope: { from: from.address, to: [mail.recipient] },
    // The same for every try, so that the other side can tell a repetition.
    messageId: `<${mail.id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
