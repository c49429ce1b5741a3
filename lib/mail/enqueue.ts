import 'server-only'
import { mails } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { sealContent } from './content'
import type { Message } from './message'

type NewMail = {
  message: Message
  recipient: string
  userId: number | null
  recoveryLinkId?: string
  nameChangeId?: string
  /** After this moment it is not worth sending any more. */
  expiresAt: Date
}

/**
 * Queues a mail in the caller's transaction, so that it leaves if and only if that commits. Render the message before the
 * transaction begins; after the commit hand the id to `deliverMail`, or wake the background work. Returns the mail's id.
 */
export async function enqueueMail(ctx: Context, { message, ...mail }: NewMail): Promise<string> {
  const { kind, subject, html, text } = message
  const id = uuidv7(ctx.now)
  await ctx.db.insert(mails).values({
    ...mail,
    ...{ id, kind, subject },
    content: sealContent({ html, text }),
    status: 'queued',
    createdAt: ctx.now,
    dueAt: ctx.now,
  })
  return id
}
