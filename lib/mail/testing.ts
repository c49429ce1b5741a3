import type { Db } from '@/db/types'
import { contextFor, makeUser } from '@/lib/testing'
import { enqueueMail } from './enqueue'
import { smtpTransport } from './transport-smtp'

export const from = { name: 'Latchkey', address: 'id@example.org' }

/** Sends to this port of this machine, and gives up soon. */
export function smtpTo(port: number, { login = '', options = '' } = {}) {
  const url = `smtp://${login}127.0.0.1:${port}${options}`
  return smtpTransport({ url, from, host: 'id.example.org', timeoutMs: 600 })
}

export const link = 'http://localhost:3000/recovery#token=a-secret-nobody-may-read-0123456789'

/** A queued mail to a new user, worth sending for a day. */
export async function queueMail(
  db: Db,
  { recipient = 'ada@example.org', now }: { recipient?: string; now?: Date } = {},
) {
  const ctx = contextFor(db, undefined, now)
  const user = await makeUser(ctx)
  const id = await enqueueMail(ctx, {
    message: { kind: 'recovery', subject: 'Grüße', html: `<a href="${link}">go</a>`, text: `Go: ${link}` },
    recipient,
    userId: user.id,
    expiresAt: new Date(ctx.now.getTime() + 24 * 60 * 60_000),
  })
  return { id, user }
}
