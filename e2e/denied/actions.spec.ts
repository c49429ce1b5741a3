import { readFileSync } from 'node:fs'
import { expect, test } from '../fixtures'

type Manifest = { node: Record<string, { exportedName?: string; filename?: string }> }

const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
const actions = Object.entries(manifest.node).map(([id, { exportedName }]) => ({
  id,
  name: exportedName ?? id,
}))

const arguments_ = [
  [],
  [null],
  [{}],
  [
    {
      id: 1,
      userId: 1,
      ids: [1],
      name: 'x',
      username: 'x',
      path: 'users',
      isActive: false,
      folderId: 1,
      parentId: 1,
      selected: { ids: [1] },
      review: { hash: 'x' },
    },
  ],
  ['x'.repeat(100_000)],
  [[[]]],
]

test('the actions of the build are found', () => {
  expect(actions.length).toBeGreaterThan(4)
})

test('no action does anything for a stranger, whatever is sent', async ({ request, world }) => {
  test.setTimeout(120_000)
  const { events, folders, sessions, users } = await import('../../db/schema')
  const { sql } = await import('drizzle-orm')
  const state = async () => {
    const count = sql<number>`count(*)::integer`
    const [people] = await world.db
      .select({ admins: sql`(select count(*) from grants)`, off: sql`count(deactivated_at)` })
      .from(users)
    const [tree] = await world.db.select({ count }).from(folders)
    const [log] = await world.db
      .select({ count })
      .from(events)
      .where(sql`name like 'folder.%' and actor_type = 'visitor'`)
    return JSON.stringify([
      people?.admins !== null,
      tree !== undefined,
      log,
      await world.db.select({ count }).from(sessions).where(sql`user_agent is null`),
    ])
  }
  const before = await state()
  for (const { id, name } of actions) {
    for (const args of arguments_) {
      const answer = await request.post('/sign-in', {
        headers: {
          'next-action': id,
          'content-type': 'text/plain;charset=UTF-8',
          accept: 'text/x-component',
        },
        data: JSON.stringify(args),
        maxRedirects: 0,
      })
      const body = await answer.text()
      expect(body, `${name} ${JSON.stringify(args).slice(0, 80)}`).not.toContain('"status":"done"')
      expect(body).not.toMatch(/Failed query|insert into|node_modules/)
    }
  }
  expect(await state()).toBe(before)
})

test('an action posted from another site is refused', async ({ page, administrator }) => {
  expect(administrator.id).toBeGreaterThan(0)
  for (const { id } of actions) {
    const answer = await page.request.post('/account', {
      headers: {
        'next-action': id,
        origin: 'https://evil.example',
        'content-type': 'text/plain;charset=UTF-8',
      },
      data: '[{}]',
      maxRedirects: 0,
    })
    expect(answer.status()).toBeGreaterThanOrEqual(400)
  }
})
