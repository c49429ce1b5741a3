import 'server-only'
import { inArray } from 'drizzle-orm'
import { nameChanges } from '@/db/schema'
import type { Context } from '@/lib/context'
import { endChangesWhere } from '@/lib/name-changes/end'
import { giftsOfUsers } from '@/lib/permissions/gifts'
import { revokeLinksOf } from '@/lib/recovery/revoke'
import { endOutgrown } from './end'
import { gainersOf, lockWithinReach, outgrownBy } from './outgrown'
import { peopleOf, type Raised } from './people'

/**
 * Gives rights to people, and ends what weaker administrators had set up for those who gain by it: every recovery link,
 * for who made it or reads the mail it went to may not act on them any more, every link that undoes a change of theirs,
 * and the password and the sessions that somebody knows who does not hold all that they hold then. Who gains nothing loses
 * nothing, or whoever may give could keep people out. For commands that hold `lockRights`, around the change itself.
 */
export async function raise<T>(ctx: Context, raised: Raised, give: () => Promise<T>): Promise<T> {
  const before = await lockWithinReach(ctx, peopleOf(ctx, raised))
  const given = await give()
  const held = await giftsOfUsers(ctx, [...before.keys()])
  const gainers = gainersOf(before, held)
  await revokeLinksOf(ctx, gainers)
  await endChangesWhere(ctx, inArray(nameChanges.userId, gainers))
  await endOutgrown(ctx, await outgrownBy(ctx, gainers, held))
  return given
}
