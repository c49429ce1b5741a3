import 'server-only'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'
import type { Sender } from './address'
import { composed } from './compose'
import { parseSmtpUrl } from './smtp-url'
import type { HandOver, OutgoingMail, Transport } from './transport'

type GetSocketCallback = Parameters<NonNullable<SMTPTransport.Options['getSocket']>>[1]

type Settings = { url: string; from: Sender; host: string; timeoutMs?: number }

/** Hands mail to an SMTP server. The whole conversation is cut off after `timeoutMs`, however slowly the server talks. */
export function smtpTransport({ url, from, host, timeoutMs = 15_000 }: Settings): Transport {
  const server = parseSmtpUrl(url)
  if (!server) throw new Error('SMTP_URL was not checked')
  const { credentials, rejectUnauthorized, requireTls, isSecure, ...address } = server

  async function send(mail: OutgoingMail): Promise<HandOver> {
    const isOver = AbortSignal.timeout(timeoutMs)
    const smtp = createTransport({
      ...address,
      secure: isSecure,
      requireTLS: requireTls,
      tls: { rejectUnauthorized },
      name: host,
      ...(credentials && { auth: credentials }),
      // An idle server is given up after a few seconds, and so is one that keeps us waiting drop by drop.
      greetingTimeout: timeoutMs / 3,
      socketTimeout: timeoutMs / 2,
      getSocket(_options: SMTPTransport.Options, callback: GetSocketCallback) {
        const connection = connect({ ...address, signal: isOver, timeout: timeoutMs / 3 })
        connection.once('timeout', () => connection.destroy(new Error('no answer')))
        connection.once('error', (error) => callback(error, false))
        connection.once('connect', () => {
          connection.removeAllListeners('timeout')
          connection.removeAllListeners('error')
          callback(null, { connection })
        })
      },
    })
    try {
      const { response } = await smtp.sendMail(composed(mail, from, host))
      return { outcome: 'sent', answer: response }
    } catch (error) {
      if (isOver.aborted) return { outcome: 'postponed', answer: `no answer from ${address.host}` }
      return { outcome: isFinal(error) ? 'refused' : 'postponed', answer: reason(error) }
    }
  }

  const secrets = credentials ? [credentials.pass] : []
  return { name: 'smtp', place: `${address.host}:${address.port}`, from, secrets, send }
}

type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number }

/** The recipient or the mail itself was refused for good. Refusing us (login, sender) is a matter of configuration. */
function isFinal(error: unknown): boolean {
  const { responseCode = 0, command = '' } = error as SmtpError
  return responseCode >= 500 && /^(RCPT TO|DATA)$/.test(command)
}

const plainWords: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'no answer',
}

function reason(error: unknown): string {
  const { response, code = '', message } = error as SmtpError
  return response ?? plainWords[code] ?? message
}
