import 'server-only'
import { env } from '@/lib/env'
import { parseSender, type Sender } from './address'
import { capturingTransport } from './transport-captured'
import { resendTransport } from './transport-resend'
import { smtpTransport } from './transport-smtp'

export type OutgoingMail = { id: string; recipient: string; subject: string; html: string; text: string }

/** `postponed`: worth trying again. `refused`: this mail will never be taken. `answer` is what the other side said. */
export type HandOver = { outcome: 'sent' | 'captured' | 'postponed' | 'refused'; answer: string }

export type Transport = {
  name: 'smtp' | 'resend' | 'captured'
  /** Where mail goes, without credentials. */
  place: string
  from: Sender
  /** What no answer that is kept or shown may hold. */
  secrets: string[]
  /** Hands one mail over, in a bounded time. Never throws for what the other side does. */
  send: (mail: OutgoingMail) => Promise<HandOver>
}

/** How mail leaves this instance, by its configuration. */
export function mailTransport(): Transport {
  const { SMTP_URL, RESEND_API_KEY, RESEND_BASE_URL, MAIL_FROM, LATCHKEY_URL, LATCHKEY_DATA_DIR } = env()
  const host = new URL(LATCHKEY_URL).hostname
  const from = parseSender(MAIL_FROM ?? '') ?? { name: 'Latchkey', address: `latchkey@${host}` }
  if (SMTP_URL) return smtpTransport({ url: SMTP_URL, from, host })
  if (RESEND_API_KEY) return resendTransport({ key: RESEND_API_KEY, baseUrl: RESEND_BASE_URL, from })
  return capturingTransport({ directory: LATCHKEY_DATA_DIR, from, host })
}
