import 'server-only'
import { sql } from 'drizzle-orm'
import { nameChanges, recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/context'
import { endChangesWhere } from '@/lib/name-changes/end'
import { giftsOfUsers } from '@/lib/permissions/gifts'
import { revokeLinksWhere } from '@/lib/recovery/revoke'
import { endOutgrown } from './end'
import { lockKnownToOthers, outgrownBy } from './outgrown'
import { peopleOf, type Raised } from './people'

/**
 * Gives rights to people, and ends what weaker administrators had set up for them: every recovery link, for who made it
 * or reads the mail it went to may not act on them any more, every link that undoes a change of theirs, and, of those who
 * gain by it, the password and the sessions that somebody knows who does not hold all that they hold then. For commands
 * that hold `lockRights`, around the change itself.
 */
export async function raise<T>(ctx: Context, raised: Raised, give: () => Promise<T>): Promise<T> {
  const people = peopleOf(ctx, raised)
  const before = await lockKnownToOthers(ctx, people)
  const given = await give()
  await revokeLinksWhere(ctx, sql`${recoveryLinks.userId} in ${people}`)
  await endChangesWhere(ctx, sql`${nameChanges.userId} in ${people}`)
  await endOutgrown(ctx, await outgrownBy(ctx, before, await giftsOfUsers(ctx, [...before.keys()])))
  return given
}
