import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { consume } from '@/lib/limits/throttle'
import { requirePermission } from '@/lib/rights/require'
import { mailTransport } from './choose-transport'
import { type Delivery, deliverMail } from './deliver'
import { enqueueMail } from './enqueue'
import { testMessage } from './messages/test'
import type { Transport } from './transport'

const hour = 60 * 60_000
const tests = { name: 'test-mail', points: 20, seconds: 60 * 60 }

/** Sends a mail that says nothing, to see whether mail leaves. */
export async function sendTestMail(
  ctx: Context,
  address: string,
  transport: Transport = mailTransport(),
): Promise<Delivery> {
  await requirePermission(ctx, 'mail.send')
  await consume(ctx, [{ limit: tests, key: 'userId' in ctx.actor ? String(ctx.actor.userId) : '' }])
  const message = await testMessage({ at: ctx.now })
  const expiresAt = new Date(ctx.now.getTime() + hour)
  const id = await inTransaction(ctx, async (ctx) => {
    const id = await enqueueMail(ctx, { message, recipient: address, userId: null, expiresAt })
    await recordEvent(ctx, {
      name: 'mail.test_requested',
      subjects: [{ type: 'mail', id, label: `Test mail to ${address}` }],
    })
    return id
  })
  return deliverMail(ctx, id, transport)
}
