import { eq } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Db } from '@/db/types'
import type { Pace } from '@/lib/acts/jobs/pace'
import { computedNames } from '@/lib/kernel/names'
import { contextFor, makeUser, uniqueName } from './world'

/** A folder of many users, as a selection. */
export async function makeCrowd(db: Db, count: number) {
  const folder = `users/${uniqueName('crowd')}`
  const { id } = await makeUser(contextFor(db), { path: folder })
  const [pattern] = await db.select().from(users).where(eq(users.id, id))
  if (!pattern) throw new Error('no user was made')
  const { id: _, facet: __, ...row } = pattern
  const rows = Array.from({ length: count - 1 }, () => {
    const username = uniqueName()
    return {
      ...row,
      ...computedNames({ username, name: '', email: null }),
      username,
      uuid: crypto.randomUUID(),
    }
  })
  await db.insert(users).values(rows)
  return { matching: { folder, subfolders: true, q: '' } }
}

/** The same number of users in each slice, however long it takes. */
export const steady: Pace = { sizeFor: () => 250, note() {} }
