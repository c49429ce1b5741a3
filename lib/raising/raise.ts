import 'server-only'
import { inArray } from 'drizzle-orm'
import { nameChanges } from '@/db/schema'
import { endChangesWhere } from '@/lib/access/end-name-changes'
import { revokeLinksOf } from '@/lib/access/recovery-links'
import type { Context } from '@/lib/kernel/context'
import { Forbidden } from '@/lib/kernel/errors'
import { slicesOf } from '@/lib/kernel/slices'
import { giftsOfUsers } from '@/lib/rights/gifts'
import { usersAbove } from '@/lib/rights/reach'
import { endOutgrown } from './end'
import { losersAmong, losesAsMember, losesAsUser } from './losers'
import { gainersOf, lockWithinReach, outgrownBy } from './outgrown'
import { peopleOf, type Raised } from './people'

/**
 * Gives rights to people, and ends what weaker administrators had set up for those who gain by it: every recovery link,
 * for who made it or reads the mail it went to may not act on them any more, every link that undoes a change of theirs,
 * and the password and the sessions that somebody knows who does not hold all that they hold then. Who gains nothing loses
 * nothing, or whoever may give could keep people out. Throws Forbidden when somebody above the actor would lose by it
 * what they can use. For commands that hold `lockRights`, around the change itself, which throws where the actor may not
 * give that at all.
 */
export async function raise<T>(ctx: Context, raised: Raised, give: () => Promise<T>): Promise<T> {
  const before = await lockWithinReach(ctx, peopleOf(ctx, raised))
  const above = await usersAbove(ctx, [...before.keys()])
  const given = await give()
  const held = await giftsOfUsers(ctx, [...before.keys()])
  for (const gainers of slicesOf(gainersOf(before, held))) {
    const outgrown = await outgrownBy(ctx, gainers, held)
    const gainersAbove = gainers.filter((id) => above.has(id))
    if ((await losersAmong(ctx, gainersAbove, outgrown)).size > 0)
      throw new Forbidden(raised.groupIds ? losesAsMember : losesAsUser)
    await revokeLinksOf(ctx, gainers)
    await endChangesWhere(ctx, inArray(nameChanges.userId, gainers))
    await endOutgrown(ctx, outgrown)
  }
  return given
}
