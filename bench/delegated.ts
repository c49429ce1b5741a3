import { desc, sql } from 'drizzle-orm'
import { folders } from '@/db/schema'
import { ListFolderTree } from '@/lib/folders/input'
import { listFolderTree } from '@/lib/folders/tree'
import type { Context } from '@/lib/kernel/context'
import { rightsOfGifts } from '@/lib/rights/rights'
import { ListUsers } from '@/lib/users/list/input'
import { listUsers } from '@/lib/users/list/list'
import { type Input, sorts } from './mix'
import { printRow } from './print'
import type { ServerTime } from './server-time'
import { median, quantile } from './statistics'

type TimeOf = (read: () => Promise<unknown>) => Promise<ServerTime>

const repeats = 15

/**
 * What the users page costs the database for administrators over a folder, small and large, beside what it costs for
 * the administrator of everything: where each of them arrives, and in that folder.
 */
export async function measureDelegated(ctx: Context, timeOf: TimeOf): Promise<void> {
  const rows = await ctx.db
    .select({ id: folders.id, path: folders.path, totalUsers: folders.totalUsers })
    .from(folders)
    .where(sql`parent_id is not null and total_users > 0`)
    .orderBy(desc(folders.totalUsers), folders.id)
  const at = (share: number) => rows[Math.floor((rows.length - 1) * share)]
  const chosen = [at(0.002), at(0.01), at(0.05), at(0.5), at(1)].filter((folder) => folder !== undefined)
  printRow(['page', 'users', 'all p50', 'theirs', 'ratio', 'all p95', 'theirs', 'ratio'])
  for (const folder of chosen) {
    const theirs = { ...ctx, actor: delegated(folder) }
    for (const place of ['', folder.path]) {
      const inputs = sorts.flatMap((sort) => ['', 'smith'].map((q) => ({ folder: place, sort, q })))
      const [all, part] = await inTurn(timeOf, inputs, [ctx, theirs])
      const ratio = (share: number) => quantile(part ?? [], share) / quantile(all ?? [], share)
      const ms = [0.5, 0.95].flatMap((share) => [
        ...[all, part].map((times) => quantile(times ?? [], share).toFixed(1)),
        ratio(share).toFixed(2),
      ])
      printRow([place === '' ? 'arriving' : 'in the folder', String(folder.totalUsers), ...ms, folder.path])
    }
  }
}

/** The median processor time of each address for each context, measured in turn. */
async function inTurn(timeOf: TimeOf, inputs: Input[], contexts: Context[]): Promise<number[][]> {
  const medians: number[][] = contexts.map(() => [])
  for (const input of inputs) {
    const list = ListUsers.parse(input)
    const tree = ListFolderTree.parse({ selectedPath: list.folder, open: [] })
    const times: number[][] = contexts.map(() => [])
    for (let n = 0; n <= repeats; n++) {
      for (const [index, ctx] of contexts.entries()) {
        const request = { ...ctx }
        const { cpu } = await timeOf(async () => {
          await listUsers(request, list)
          await listFolderTree(request, tree)
        })
        if (n > 0) times[index]?.push(cpu)
      }
    }
    times.forEach((each, index) => {
      medians[index]?.push(median(each))
    })
  }
  return medians
}

function delegated({ id, path }: { id: number; path: string }) {
  const scope = { kind: 'folder' as const, id, path }
  const rights = rightsOfGifts([{ permission: 'users.update', role: null, scope }])
  return { type: 'user' as const, userId: 0, label: 'bench', rights, sessionId: '' }
}
