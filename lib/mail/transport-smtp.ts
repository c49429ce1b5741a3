import 'server-only'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'
import { readCaFile } from '@/lib/kernel/ca-file'
import type { Sender } from '@/lib/kernel/mail-address'
import { parseSmtpUrl } from '@/lib/kernel/smtp-url'
import { composed } from './compose'
import { isFinal, reason } from './smtp-failure'
import type { HandOver, OutgoingMail, Transport } from './transport'

type GetSocketCallback = Parameters<NonNullable<SMTPTransport.Options['getSocket']>>[1]

type Settings = {
  url: string
  from: Sender
  host: string
  /** For the connection, for the greeting after it, and for all that follows, in milliseconds. */
  connectionMs: number
  greetingMs: number
  conversationMs?: number
  /** Whose certificates are accepted, instead of those of public authorities. Read anew for each mail. */
  caFile?: string | undefined
}

/** Hands mail to an SMTP server. Everything is cut off after all limits together, however slowly the server talks. */
export function smtpTransport(settings: Settings): Transport {
  const { url, from, host, connectionMs, greetingMs, conversationMs = 30_000, caFile } = settings
  const server = parseSmtpUrl(url)
  if (!server) throw new Error('SMTP_URL was not checked')
  const { credentials, rejectUnauthorized, requireTls, isSecure, ...address } = server
  const longestMs = connectionMs + greetingMs + conversationMs

  async function send(mail: OutgoingMail): Promise<HandOver> {
    const authorities = caFile === undefined ? { certificates: undefined } : readCaFile(caFile)
    if ('fault' in authorities) return { outcome: 'postponed', answer: `SMTP_CA_FILE ${authorities.fault}.` }
    const over = new AbortController()
    const end = setTimeout(() => over.abort(), longestMs)
    const smtp = createTransport({
      ...address,
      secure: isSecure,
      requireTLS: requireTls,
      tls: { rejectUnauthorized, ca: authorities.certificates },
      name: host,
      ...(credentials && { auth: credentials }),
      connectionTimeout: connectionMs,
      greetingTimeout: greetingMs,
      // Counts from the connection: it must not end the wait for the greeting.
      socketTimeout: Math.max(greetingMs + 1000, conversationMs),
      getSocket(_options: SMTPTransport.Options, callback: GetSocketCallback) {
        const connection = connect({ ...address, signal: over.signal })
        const late = setTimeout(() => {
          connection.destroy(new Error(`no connection within ${connectionMs / 1000} s`))
        }, connectionMs)
        connection.once('close', () => clearTimeout(late))
        connection.once('error', (error) => callback(error, false))
        connection.once('connect', () => {
          clearTimeout(late)
          connection.removeAllListeners('error')
          callback(null, { connection })
        })
      },
    })
    try {
      const { response } = await smtp.sendMail(composed(mail, from, host))
      return { outcome: 'sent', answer: response }
    } catch (error) {
      if (over.signal.aborted) return { outcome: 'postponed', answer: `no answer from ${address.host}` }
      if (isUngreeted(error))
        return { outcome: 'postponed', answer: `no greeting within ${greetingMs / 1000} s` }
      return { outcome: isFinal(error) ? 'refused' : 'postponed', answer: reason(error) }
    } finally {
      clearTimeout(end)
    }
  }

  const secrets = credentials ? [credentials.pass] : []
  return { name: 'smtp', place: `${address.host}:${address.port}`, from, secrets, longestMs, send }
}

/** nodemailer has no code of its own for it. */
function isUngreeted(error: unknown): boolean {
  return error instanceof Error && error.message === 'Greeting never received'
}
