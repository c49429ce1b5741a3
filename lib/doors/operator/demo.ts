import 'server-only'
import { not } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Db } from '@/db/types'
import { seedDirectory } from '@/lib/demo/seed'
import { isAdministrator } from '@/lib/rights/administrators'

const demoUsers = 500

/** Fills a directory that holds nobody but administrators with made-up people; leaves any other alone. */
export async function seedDemo(db: Db, now: Date): Promise<void> {
  const [someone] = await db.select({ id: users.id }).from(users).where(not(isAdministrator)).limit(1)
  if (someone) return
  const { users: added } = await seedDirectory(db, { users: demoUsers, now })
  console.log(`${added} made-up people are in the directory, to try things on.`)
}
