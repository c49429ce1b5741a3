import 'server-only'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { nameChanges, signInNames, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { hashSecret } from '@/lib/kernel/crypto'
import { nameKey } from '@/lib/kernel/names'
import { changeState } from './state'

/** The change a link undoes, whose it is and what became of it; undefined for an unknown token and a deleted user. */
export async function findChange(ctx: Context, token: string) {
  const [found] = await ctx.db
    .select({
      change: nameChanges,
      user: { id: users.id, username: users.username, name: users.name, email: users.email },
    })
    .from(nameChanges)
    .innerJoin(users, eq(users.id, nameChanges.userId))
    .where(eq(nameChanges.tokenHash, hashSecret(token)))
  if (!found) return undefined
  const { user } = found
  const { tokenHash: _, ...change } = found.change
  const isTaken = await isTakenFrom(ctx, user.id, [change.usernameBefore, change.emailBefore])
  return { change, user, state: changeState({ ...change, isTaken }, ctx.now) }
}

async function isTakenFrom(ctx: Context, userId: number, names: (string | null)[]): Promise<boolean> {
  const keys = names.filter((name) => name !== null).map(nameKey)
  const taken = await ctx.db
    .select({ key: signInNames.key })
    .from(signInNames)
    .where(and(inArray(signInNames.key, keys), ne(signInNames.userId, userId)))
  return taken.length > 0
}
