import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { isPlan, type Review } from '@/lib/acts/plan'
import type { Context } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { at, somebodyWith } from '@/testing/groups'
import { refusalOf } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { deleteFolder } from './delete'
import { folderForUsers } from './ensure'
import { getFolder } from './get'
import type { PlanFolderChange } from './input'
import { moveFolder } from './move'
import { planFolderChange } from './plan'
import { renameFolder } from './rename'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)
const folderAt = (path: string) => folderForUsers(context(), path, { create: true })

type Change = { change: PlanFolderChange['change'] }
const changes: (Change & {
  apply: (ctx: Context, id: number, to: number, review: Review) => Promise<unknown>
})[] = [
  {
    change: 'rename',
    apply: (ctx, id, _, review) => renameFolder(ctx, { id, name: uniqueName('new'), review }),
  },
  { change: 'move', apply: (ctx, id, parentId, review) => moveFolder(ctx, { id, parentId, review }) },
  {
    change: 'delete',
    apply: (ctx, id, moveUsersTo, review) => deleteFolder(ctx, { id, moveUsersTo, review }),
  },
]

for (const { change, apply } of changes) {
  test(`the ${change} of a folder that gained a user since the review does nothing and gives the new plan`, async () => {
    const path = `${uniqueName('top')}/staff`
    const { id } = await folderAt(path)
    const to = await folderAt(uniqueName('to'))
    await makeUser(context(), { path })
    const plan = () =>
      planFolderChange(context(), change === 'move' ? { change, id, parentId: to.id } : { change, id })
    const seen = await plan()
    await makeUser(context(), { path })

    const refusal = await refusalOf(apply(context(), id, to.id, { hash: seen.hash }))
    expect(refusal).toBeInstanceOf(Conflict)
    const current = refusal instanceof Conflict && isPlan(refusal.current) ? refusal.current : undefined
    expect(current).toEqual(await plan())
    expect(current?.ends).toEqual([{ kind: 'users', count: 2 }])
    expect((await getFolder(context(), id)).path).toBe(path)

    await apply(context(), id, to.id, { hash: current?.hash ?? '' })
    const now = await getFolder(context(), id).catch(() => undefined)
    expect(now?.path).not.toBe(path)
  })
}

test('the plan of a folder’s deletion says what grants over it end, as far as the actor may know of them', async () => {
  const { id } = await folderAt(uniqueName('granted'))
  const over = { scope: 'folder', scopeFolderId: id } as const
  const holder = await somebodyWith(context(), { permission: 'users.read', ...over })
  await somebodyWith(
    context(),
    { permission: 'users.read', ...over },
    { permission: 'folders.update', ...over },
  )
  const warningsFor = async (ctx: Context) => (await planFolderChange(ctx, { change: 'delete', id })).warnings
  expect(await warningsFor(context())).toEqual(['This cannot be undone.', '3 grants over it end.'])
  const reader = await somebodyWith(
    context(),
    ...(['folders.delete', 'folders.update'] as const).map((permission) => ({ permission })),
    { permission: 'grants.read', scope: 'user', scopeUserId: holder.userId },
  )
  expect(await warningsFor(at(context(), reader))).toEqual([
    'This cannot be undone.',
    '1 grant over it ends.',
    'More ends with it than you can see.',
  ])
})
