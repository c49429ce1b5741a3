import type { Db } from '@/db/types'
import { enqueueMail } from '@/lib/mail/enqueue'
import { smtpTransport } from '@/lib/mail/transport-smtp'
import { contextFor, makeUser } from './world'

export const from = { name: 'Latchkey', address: 'id@example.org' }

const soon = { connectionMs: 500, greetingMs: 500, conversationMs: 1000 }

type Way = { login?: string; host?: string; options?: string; isSecure?: boolean }

/** Sends to this port of this machine, and gives up soon unless told otherwise. */
export function smtpTo(
  port: number,
  { login = '', host = '127.0.0.1', options = '', isSecure = false }: Way = {},
  settings: Partial<Parameters<typeof smtpTransport>[0]> = {},
) {
  const url = `${isSecure ? 'smtps' : 'smtp'}://${login}${host}:${port}${options}`
  return smtpTransport({ url, from, host: 'id.example.org', ...soon, ...settings })
}

export const link = 'http://localhost:3000/recovery#token=a-secret-nobody-may-read-0123456789'

/** A queued mail, to a new user unless one is given, worth sending for a day. */
export async function queueMail(
  db: Db,
  {
    recipient = 'ada@example.org',
    now,
    to,
  }: { recipient?: string; now?: Date; to?: { id: number; username: string } } = {},
) {
  const ctx = contextFor(db, undefined, now)
  const user = to ?? (await makeUser(ctx))
  const id = await enqueueMail(ctx, {
    message: { kind: 'recovery', subject: 'Grüße', html: `<a href="${link}">go</a>`, text: `Go: ${link}` },
    recipient,
    userId: user.id,
    expiresAt: new Date(ctx.now.getTime() + 24 * 60 * 60_000),
  })
  return { id, user }
}
