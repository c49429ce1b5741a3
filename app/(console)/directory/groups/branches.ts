import 'server-only'
import { listBelow } from '@/lib/groups/list'
import type { Context } from '@/lib/kernel/context'

export type Branches = Map<string, Awaited<ReturnType<typeof listBelow>>>

/** What stands below the open groups of the tree, by the way down to each. */
export async function readBranches(ctx: Context, open: string[]): Promise<Branches> {
  const branches: Branches = new Map()
  for (const branch of open) {
    branches.set(branch, await listBelow(ctx, Number(branch.slice(branch.lastIndexOf('.') + 1))))
  }
  return branches
}
