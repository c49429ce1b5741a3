import 'server-only'
import { env } from '@/lib/kernel/env'
import { parseSender } from '@/lib/kernel/mail-address'
import type { Transport } from './transport'
import { capturingTransport } from './transport-captured'
import { resendTransport } from './transport-resend'
import { smtpTransport } from './transport-smtp'

/** How mail leaves this instance, by its configuration. */
export function mailTransport(): Transport {
  const { SMTP_URL, RESEND_API_KEY, RESEND_BASE_URL, MAIL_FROM, LATCHKEY_URL, LATCHKEY_DATA_DIR, ...rest } =
    env()
  const host = new URL(LATCHKEY_URL).hostname
  const from = parseSender(MAIL_FROM ?? '') ?? { name: 'Latchkey', address: `latchkey@${host}` }
  if (SMTP_URL) {
    return smtpTransport({
      ...{ url: SMTP_URL, from, host },
      connectionMs: rest.SMTP_CONNECTION_TIMEOUT * 1000,
      greetingMs: rest.SMTP_GREETING_TIMEOUT * 1000,
      caFile: rest.SMTP_CA_FILE,
    })
  }
  if (RESEND_API_KEY) return resendTransport({ key: RESEND_API_KEY, baseUrl: RESEND_BASE_URL, from })
  return capturingTransport({ directory: LATCHKEY_DATA_DIR, from, host })
}
