import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import { mailTransport } from './choose-transport'

/** How mail leaves this instance, as far as people may know: no credentials. */
export async function describeTransport(ctx: Context) {
  await requirePermission(ctx, 'mail.read')
  const { name, place, from } = mailTransport()
  return { name, place, from: from.name ? `${from.name} <${from.address}>` : from.address }
}
