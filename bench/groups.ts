import { workOnJobs } from '@/lib/doors/jobs'
import { addMembers } from '@/lib/groups/change-members'
import { createGroup } from '@/lib/groups/create'
import { getGroup, totalMembers } from '@/lib/groups/get'
import { listBelow, listGroups } from '@/lib/groups/list'
import { ListGroups, ListMembers } from '@/lib/groups/list-input'
import { listMembers } from '@/lib/groups/members-list'
import { listGroupsOfUser } from '@/lib/groups/of-user'
import type { Context } from '@/lib/kernel/context'
import { administrator, folderOf } from './acts'
import { makeGroups } from './group-shapes'
import { printRow } from './print'
import type { ServerTime } from './server-time'
import { median } from './statistics'

type TimeOf = (read: () => Promise<unknown>) => Promise<ServerTime>

const repeats = 5
const largeGroup = 250_000

/** Times what is read of 30,000 groups in three shapes and of one with many members, and putting many users into a group. */
export async function measureGroups(operator: Context, timeOf: TimeOf): Promise<void> {
  const ctx = await administrator(operator)
  const { tops, large } = await makeGroups(ctx.db, largeGroup)
  printRow(['read', 'cpu p50', 'clock p50'])
  const timed = async (label: string, read: () => Promise<unknown>) => {
    await read()
    const times: ServerTime[] = []
    for (let n = 0; n < repeats; n++) times.push(await timeOf(read))
    const of = (part: keyof ServerTime) => median(times.map((time) => time[part])).toFixed(1)
    printRow([label, of('cpu'), of('elapsed')])
  }
  const list = (input: object) => () => listGroups(ctx, ListGroups.parse(input))
  await timed('list', list({}))
  await timed('list, deep page', list({ after: 'flat 0 05000' }))
  await timed('list, search', list({ q: '0123' }))
  await timed('list, search of two letters', list({ q: 'de' }))
  await timed('tree', list({ view: 'tree' }))
  for (const [shape, id] of Object.entries(tops)) await timed(`below ${shape}`, () => listBelow(ctx, id))
  await timed('group of many', () => getGroup(ctx, large))
  await timed('all members of many, counted', () => totalMembers(ctx, large))
  const members = (input: object) => () => listMembers(ctx, large, ListMembers.parse(input))
  const first = await listMembers(ctx, large, ListMembers.parse({}))
  await timed('members', members({}))
  await timed('members, next page', members({ after: first.next }))
  await timed('members, direct', members({ kind: 'direct' }))
  await timed('members, inherited', members({ kind: 'inherited' }))
  await timed('members, search', members({ q: 'anna koch' }))
  await timed('members, rare search', members({ q: 'no-such-name' }))
  await timed('members, filter', members({ q: 'active:no' }))
  await timed('members of a small group', () => listMembers(ctx, tops.deep ?? 0, ListMembers.parse({})))
  await timed('groups of a user', () => listGroupsOfUser(ctx, first.rows[0]?.id ?? 0))
  await measureAdding(ctx)
}

const wanted = 10_000

async function measureAdding(ctx: Context): Promise<void> {
  const { id } = await createGroup(ctx, { name: `Bench ${Date.now()}`, parents: [], attributes: {} })
  const selected = { matching: { folder: await folderOf(ctx), subfolders: true, q: 'active:yes' } }
  const started = performance.now()
  await addMembers(ctx, { groupIds: [id], selected, until: null })
  while (await workOnJobs(ctx));
  const seconds = (performance.now() - started) / 1000
  const { members } = await getGroup(ctx, id)
  const per = (seconds / members) * wanted
  console.log(
    `${members} users added in ${seconds.toFixed(1)} s, ${per.toFixed(1)} s for ${wanted} (target 5)`,
  )
}
