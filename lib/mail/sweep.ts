import 'server-only'
import { lt } from 'drizzle-orm'
import { mails } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { removeSome } from '@/lib/kernel/remove-some'

const keptMs = 90 * 24 * 3_600_000

/** Removes some mails sent or given up 90 days ago, with what came of each try, and says whether there may be more. */
export function sweepMails(ctx: Context): Promise<boolean> {
  return removeSome(ctx, mails.id, lt(mails.finishedAt, new Date(ctx.now.getTime() - keptMs)))
}
