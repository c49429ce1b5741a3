import 'server-only'
import { and, inArray, ne } from 'drizzle-orm'
import { signInNames } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { isUniqueViolation } from '@/lib/kernel/database'
import { type FieldErrors, Invalid } from '@/lib/kernel/errors'
import { nameKey } from '@/lib/kernel/names'
import { seenUsers } from '@/lib/rights/names-seen'

type Names = { username?: string | undefined; email?: string | null | undefined }

/** Runs a write of a user; when another account already has the username or the address, says so at its field. */
export async function refusingTakenNames<T>(
  ctx: Context,
  names: Names,
  id: number | null,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isUniqueViolation(error, 'sign_in_names_pkey')) throw error
    throw new Invalid(await takenNames(ctx, names, id))
  }
}

async function takenNames(ctx: Context, names: Names, id: number | null): Promise<FieldErrors> {
  const wanted: [string, string][] = []
  if (names.username !== undefined) wanted.push(['username', nameKey(names.username)])
  if (names.email) wanted.push(['email', nameKey(names.email)])
  const taken = await ctx.db
    .select({ key: signInNames.key, userId: signInNames.userId })
    .from(signInNames)
    .where(
      and(
        inArray(
          signInNames.key,
          wanted.map(([, key]) => key),
        ),
        id === null ? undefined : ne(signInNames.userId, id),
      ),
    )
  const holders = new Map(taken.map(({ key, userId }) => [key, userId]))
  const isSeen = await seenUsers(ctx, [...holders.values()])
  const fields = wanted
    .filter(([, key]) => holders.has(key))
    .map(([field, key]) => [field, [messageFor(field, isSeen(holders.get(key) ?? 0))]])
  return fields.length > 0
    ? Object.fromEntries(fields)
    : { '': ['Somebody else took one of these names just now. Try again.'] }
}

/** Of an account outside the actor's view not even that it is one is told. */
function messageFor(field: string, isSeen: boolean): string {
  return isSeen ? (takenMessages[field] ?? '') : 'This cannot be used. Choose another.'
}

const takenMessages: Record<string, string> = {
  username: 'Another account has this as its username or address.',
  email: 'Another account has this as its address or username.',
}
