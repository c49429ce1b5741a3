import { type Entangled, makeEntangled } from '@/testing/rights-model/entangled'
import { crowd } from '@/testing/rights-model/entangled-events'
import { type Answer, crawl } from './crawl'
import { consoleLookups, guardedPages, ofEveryone } from './denied/routes'
import { expect, expectAccessible, test } from './fixtures'

const kinds = ['folder', 'members', 'user'] as const

/** The addresses of all pages and lookups, for a thing of each kind there is, those of one more than is there last. */
function addresses({ people, groups, jobs, mails }: Entangled, ownJob: string) {
  const texts = (...things: { id: number; uuid: string }[]) =>
    things.flatMap(({ id, uuid }) => [String(id), uuid])
  const inside = [...texts(people.one, people.two, groups.mixed, groups.team), ownJob, mails.inside]
  const outside = [...texts(people.boss, people.stranger, groups.apart), jobs.outside, mails.outside]
  const pages = [...guardedPages, ...consoleLookups].filter((each) => !ofEveryone.has(each))
  const of = (ids: string[]) =>
    pages.flatMap((page) => (hasId(page) ? ids.map((id) => page.replaceAll('/1', `/${id}`)) : [page]))
  return { inside: of(inside), outside: of(outside), pages }
}

const hasId = (page: string) => /\/1(\/|$)/.test(page)

const counts = new RegExp(`\\b(${[0, 1, 2, 3, 4, 5].map((more) => crowd + more).join('|')}|4[.,]2k)\\b`, 'i')

/** Ids, nonces and the names of built files are made of chance, which may write any number. */
const byChance = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|nonce\W+[\w+/=-]+|_next\/static\/[\w./~-]+/g

/** What of the outside an answer tells, with what stands around it. */
function leaksOf({ hidden }: Entangled, { url, how, ...answer }: Answer): string[] {
  const body = answer.body.replaceAll(byChance, '')
  const places = [body.indexOf(hidden), counts.exec(body)?.index ?? -1].filter((at) => at >= 0)
  return places.map((at) => `${how} of ${url}: ${body.slice(Math.max(0, at - 150), at + 50)}`)
}

test('what is looked for would be found: somebody who sees everybody meets the names and the numbers', async ({
  world,
  makeUser,
  signedInAs,
}) => {
  const entangled = await makeEntangled(world.db)
  const page = await signedInAs(await makeUser({ isAdministrator: true }))
  const { people, folders } = entangled
  const start = [
    `/directory/users?folder=${encodeURIComponent(folders.outside.path)}`,
    `/directory/users/${people.one.id}/events`,
    `/directory/users/${people.boss.id}`,
  ]
  for (const answer of await crawl(page.request, start, 3)) {
    expect(leaksOf(entangled, answer), answer.url).not.toEqual([])
    if (answer.url === start[0]) expect(answer.body).toMatch(counts)
  }
})

for (const kind of kinds) {
  test(`an administrator over a ${kind} finds nobody outside it anywhere in the console`, async ({
    world,
    signedInAs,
  }) => {
    test.setTimeout(600_000)
    const entangled = await makeEntangled(world.db)
    const warden = await entangled.makeWarden(kind)
    const page = await signedInAs(warden)
    const { inside } = addresses(entangled, warden.jobId)
    const { people, folders } = entangled
    const more = [
      ...['hidd', 'boss', 'crowd', 'elsewhere', 'office', 'name'].flatMap((text) => [
        `/directory/users?q=${text}`,
        `/directory/users/search?q=${text}`,
        `/directory/users/folder-choices?q=${text}`,
        `/directory/folders/search?text=${text}&limit=30`,
      ]),
      `/directory/users?folder=${encodeURIComponent(folders.top.path)}&open=${people.one.id}`,
      ...['users.read', 'users.set_password', 'users.unlock', 'users.recover'].flatMap((permission) => {
        const why = `/directory/users/${people.one.id}/permissions/why`
        return [
          `${why}?who=${permission}`,
          `${why}?permission=${permission}`,
          `${why}?permission=${permission}&kind=user&find=boss`,
          `${why}?permission=${permission}&target=user-${people.stranger.id}`,
        ]
      }),
      `/directory/users?highlight=${people.boss.id}&open=${people.boss.id}`,
      `/directory/folders/children?parent=${folders.top.id}`,
      `/directory/folders/tree?selectedPath=${encodeURIComponent(folders.top.path)}`,
    ]
    const answers = await crawl(page.request, ['/', ...inside, ...more])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(answers.flatMap((answer) => leaksOf(entangled, answer))).toEqual([])
    const pages = answers.filter(({ status, how }) => status === 200 && how === 'html')
    for (const path of ['/directory/users', `/directory/users/${people.one.id}`, '/events', '/jobs'])
      expect(pages.map(({ url }) => url)).toContain(path)
    expect(pages.find(({ url }) => url === '/directory/users')?.body).toContain(people.one.username)
  })

  test(`to an administrator over a ${kind} what lies outside is as if it were not there`, async ({
    world,
    signedInAs,
  }) => {
    test.setTimeout(600_000)
    const entangled = await makeEntangled(world.db)
    const warden = await entangled.makeWarden(kind)
    const page = await signedInAs(warden)
    const { outside, pages } = addresses(entangled, warden.jobId)
    const absent = { id: '2000000001', uuid: '00000000-0000-4000-8000-000000000000' }
    const ask = async (url: string) => {
      const answer = await page.request.get(url)
      return { url, how: 'html', status: answer.status(), body: await answer.text() }
    }
    for (const url of outside.filter((each) => !pages.includes(each))) {
      const there = await ask(url)
      expect(leaksOf(entangled, there)).toEqual([])
      const nowhere = await ask(
        url.replace(
          /\/([0-9a-f]+-[0-9a-f-]+|\d+)(?=\/|$)/,
          (_, id) => `/${/-/.test(id) ? absent.uuid : absent.id}`,
        ),
      )
      // A number may be that of something inside, of another kind.
      if (there.status !== nowhere.status) expect(there.body, url).toContain('inside')
    }
    const { folders } = entangled
    for (const path of [folders.outside.path, folders.elsewhere.path]) {
      const door = `/directory/users?folder=`
      const [there, nowhere] = [await ask(door + encodeURIComponent(path)), await ask(`${door}absent`)]
      expect(there.status).toBe(nowhere.status)
      expect(there.body).toContain('There is no such folder')
      expect(nowhere.body).toContain('There is no such folder')
    }
    for (const [there, nowhere] of [
      [`children?parent=${folders.outside.id}`, `children?parent=${absent.id}`],
      [`plan?change=delete&id=${folders.outside.id}`, `plan?change=delete&id=${absent.id}`],
    ]) {
      const [one, other] = [
        await ask(`/directory/folders/${there}`),
        await ask(`/directory/folders/${nowhere}`),
      ]
      expect([one.status, one.body]).toEqual([other.status, other.body])
    }
  })
}

test('a folder administrator sees their part of the tree and is offered what they may do there', async ({
  world,
  signedInAs,
}) => {
  const entangled = await makeEntangled(world.db)
  const { folders, people } = entangled
  const page = await signedInAs(await entangled.makeWarden('folder'))
  await page.goto('/directory/users')
  const tree = page.getByRole('tree', { name: 'Folders' })
  await expect(tree.getByRole('treeitem', { name: /^All users 3/ })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: '3 users' })).toBeVisible()
  const name = folders.top.path
  await expect(tree.getByRole('button', { name: `Actions for ${name}` })).toHaveCount(0)
  await tree.getByText(name).click()
  await tree.getByText(folders.inside.path.split('/')[1] ?? '').click()
  await expect(page.getByRole('link', { name: people.one.username, exact: true })).toBeVisible()
  const item = tree.getByRole('treeitem', { name: new RegExp(folders.inside.path.split('/')[1] ?? '') })
  await item.getByRole('button', { name: /^Actions for/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expectAccessible(page)
})

test('somebody who only sees users is offered nothing that changes them', async ({
  world,
  makeUser,
  signedInAs,
}) => {
  const entangled = await makeEntangled(world.db)
  const { grants } = await import('../db/schema')
  const reader = await makeUser()
  await world.db.insert(grants).values({
    ...{ id: crypto.randomUUID(), userId: reader.id, permission: 'users.read', scope: 'folder' },
    ...{ scopeFolderId: entangled.folders.inside.id, createdAt: new Date(), createdBy: 'a test' },
  })
  const page = await signedInAs(reader)
  await page.goto(`/directory/users?open=${entangled.people.one.id}`)
  await expect(page.getByRole('link', { name: 'Open', exact: true })).toBeVisible()
  for (const name of [/^Edit/, /^Deactivate/, /^Delete/, /^Create$/, /recovery/i, /^Actions for/])
    await expect(page.getByRole('main').getByRole('button', { name })).toHaveCount(0)
  await page.goto(`/directory/users/${entangled.people.one.id}`)
  await expect(page.getByRole('heading', { name: /^Name of one/ })).toBeVisible()
  await expect(page.getByRole('link', { name: 'User events' })).toHaveCount(0)
  for (const address of ['/events', '/settings', `/directory/users/${entangled.people.one.id}/events`])
    expect((await page.request.get(address)).status(), address).toBe(403)
  await expectAccessible(page)
})

test('somebody whose folder is empty is told so, and not refused', async ({
  world,
  makeUser,
  makeFolder,
  signedInAs,
}) => {
  const { grants } = await import('../db/schema')
  const reader = await makeUser()
  const folder = await makeFolder(`empty-${reader.username}`)
  await world.db.insert(grants).values({
    ...{ id: crypto.randomUUID(), userId: reader.id, permission: 'users.create', scope: 'folder' },
    ...{ scopeFolderId: folder.id, createdAt: new Date(), createdBy: 'a test' },
  })
  const page = await signedInAs(reader)
  await page.goto('/directory/users')
  await expect(page.getByText('Nobody you may see')).toBeVisible()
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('dialog').getByLabel('Path')).toHaveValue(folder.path)
})
