import { ListFolderTree } from '@/lib/folders/input'
import { listFolderTree } from '@/lib/folders/tree'
import type { Context } from '@/lib/kernel/context'
import { ListUsers } from '@/lib/users/list/input'
import { listUsers } from '@/lib/users/list/list'
import { type Input, usersPageMix } from './mix'
import { printRow } from './print'
import type { ServerTime } from './server-time'
import { median, quantile } from './statistics'

type Timed = ServerTime & { label: string }
type TimeOf = (read: () => Promise<unknown>) => Promise<ServerTime>

/** Times every read behind the users page, one at a time, and prints what they cost the database by class. */
export async function measureReads(ctx: Context, timeOf: TimeOf, repeats: number): Promise<Timed[]> {
  const { folder: inFolders = [], ...classes } = await usersPageMix(ctx)
  const timed = async (label: string, read: () => Promise<unknown>): Promise<Timed> => {
    const times: ServerTime[] = []
    await read()
    for (let n = 0; n < repeats; n++) times.push(await timeOf(read))
    return {
      label,
      cpu: median(times.map(({ cpu }) => cpu)),
      elapsed: median(times.map(({ elapsed }) => elapsed)),
    }
  }
  const all: Timed[] = []
  printRow(['class', 'reads', 'cpu p50', 'p95', 'max', 'clock p50', 'p95', 'most processor time'])
  for (const [name, inputs] of Object.entries({ folder: inFolders, ...classes })) {
    const times: Timed[] = []
    for (const input of inputs) {
      const parsed = ListUsers.parse(input)
      times.push(await timed(describe(input), () => listUsers(ctx, parsed)))
    }
    report(name, times)
    all.push(...times)
  }
  const trees: Timed[] = []
  for (const selectedPath of new Set(inFolders.map(({ folder }) => folder ?? ''))) {
    const input = ListFolderTree.parse({ selectedPath, open: Array.from({ length: 40 }, (_, n) => n + 1) })
    trees.push(await timed(selectedPath, () => listFolderTree(ctx, input)))
  }
  report('tree with counts', trees)
  all.push(...trees)
  report('all', all)
  return all
}

function report(name: string, times: Timed[]): void {
  const cpu = times.map((time) => time.cpu)
  const elapsed = times.map((time) => time.elapsed)
  const most = times.reduce<Timed | undefined>((a, b) => (a && a.cpu > b.cpu ? a : b), undefined)
  const ms = [
    quantile(cpu, 0.5),
    quantile(cpu, 0.95),
    quantile(cpu, 1),
    quantile(elapsed, 0.5),
    quantile(elapsed, 0.95),
  ]
  printRow([name, String(times.length), ...ms.map((value) => value.toFixed(1)), most?.label ?? ''])
}

function describe({ after, ...input }: Input): string {
  const given = Object.entries(input).map(([name, value]) => `${name}=${value}`)
  return [...given, ...(after ? ['deep'] : [])].join(' ')
}
