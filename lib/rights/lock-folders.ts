import 'server-only'
import { isNull } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'

/**
 * Holds the tree still until the transaction ends. The counters lock the same row, so whoever will touch folders or put
 * users into them calls this before locking anything else; otherwise two writers could wait for each other.
 */
export async function lockFolders(ctx: Context): Promise<void> {
  await ctx.db.select({ id: folders.id }).from(folders).where(isNull(folders.parentId)).for('no key update')
}
