import 'server-only'
import { sweepCredentials } from '@/lib/access/credentials'
import type { Context } from '@/lib/kernel/context'
import { sweepCounters } from '@/lib/limits/sweep'
import { sweepMails } from '@/lib/mail/sweep'

/** Removes some of everything that is over and of which nobody is told any more, and says whether there may be more. */
export async function sweep(ctx: Context): Promise<boolean> {
  const rounds = [await sweepCounters(ctx), await sweepCredentials(ctx), await sweepMails(ctx)]
  return rounds.includes(true)
}
