import 'server-only'
import { Resend } from 'resend'
import type { Sender } from '@/lib/kernel/mail-address'
import type { HandOver, OutgoingMail, Transport } from './transport'

type Settings = { key: string; baseUrl: string; from: Sender; timeoutMs?: number }

/** Hands mail to Resend over HTTP; a repetition within a day is recognised there by the mail's id. */
export function resendTransport({ key, baseUrl, from, timeoutMs = 15_000 }: Settings): Transport {
  const resend = new Resend(key, { baseUrl })
  const { host } = new URL(baseUrl)

  async function send(mail: OutgoingMail): Promise<HandOver> {
    const { subject, html, text } = mail
    const { data, error } = await resend.emails.send(
      {
        from: from.name ? `"${from.name}" <${from.address}>` : from.address,
        to: [mail.recipient],
        ...{ subject, html, text },
        headers: { 'Auto-Submitted': 'auto-generated' },
      },
      { idempotencyKey: mail.id, signal: AbortSignal.timeout(timeoutMs) },
    )
    if (data) return { outcome: 'sent', answer: `Accepted by ${host} as ${data.id}` }
    if (error.statusCode === null) return { outcome: 'postponed', answer: `No answer from ${host}` }
    // Refusing us (key, sender, quota) is a matter of configuration or of time.
    const isFinal = [400, 422].includes(error.statusCode) && error.name !== 'invalid_from_address'
    return { outcome: isFinal ? 'refused' : 'postponed', answer: `${error.statusCode} ${error.message}` }
  }

  return { name: 'resend', place: host, from, secrets: [key], longestMs: timeoutMs, send }
}
