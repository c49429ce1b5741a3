import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { enqueueMail } from './enqueue'
import type { Message } from './message'

const threeDaysMs = 3 * 24 * 60 * 60_000

/**
 * Queues a mail that tells a user of something done to their account, in the transaction that does it. Does nothing for a
 * user without an address. Wake the background work after the commit: nobody waits for a notice.
 */
export async function enqueueNotice(
  ctx: Context,
  user: { id: number; email: string | null },
  message: Message,
): Promise<void> {
  if (user.email === null) return
  const expiresAt = new Date(ctx.now.getTime() + threeDaysMs)
  await enqueueMail(ctx, { message, recipient: user.email, userId: user.id, expiresAt })
}
