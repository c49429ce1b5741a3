import { eq, inArray } from 'drizzle-orm'
import { events, users } from '../../db/schema'
import { expect, test } from '../fixtures'
import { consoleLookups } from './routes'

test('what is held of somebody is given to no stranger and no other user, and no trace is left of a try', async ({
  makeUser,
  signedInAs,
  request,
  world,
  baseURL,
}) => {
  const target = await makeUser({ name: 'Only For Administrators' })
  const url = `/directory/users/${target.id}/export`
  const origin = baseURL ?? ''
  expect((await request.post(url, { headers: { origin } })).status()).toBe(401)
  expect((await request.post(url, { headers: { origin, authorization: 'Bearer x' } })).status()).toBe(401)
  const page = await signedInAs(await makeUser())
  const answer = await page.request.post(url, { headers: { origin } })
  expect(answer.status()).toBe(403)
  expect(await answer.text()).not.toContain(target.username)
  const log = await world.db.select().from(events).where(eq(events.name, 'user.exported'))
  expect(log.filter(({ subjects }) => subjects[0]?.id === String(target.id))).toEqual([])
})

test('an administrator gets it as a file that no cache keeps', async ({
  page,
  administrator: _,
  makeUser,
  baseURL,
}) => {
  const target = await makeUser()
  const headers = { origin: baseURL ?? '' }
  const answer = await page.request.post(`/directory/users/${target.id}/export`, { headers })
  expect(answer.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'content-disposition': `attachment; filename="user-${target.id}-${target.username}.json"`,
  })
  expect((await page.request.post('/directory/users/abc/export', { headers })).status()).toBe(404)
})

test('no other site has it sent, by whatever way a browser offers, and nothing is written of a try', async ({
  page,
  administrator: _,
  makeUser,
  baseURL,
  world,
}) => {
  const target = await makeUser()
  const url = `/directory/users/${target.id}/export`
  expect((await page.request.get(url)).status()).toBe(405)
  expect((await page.request.head(url)).status()).toBe(405)
  const elsewhere: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: baseURL ?? '', 'sec-fetch-site': 'cross-site' },
    { origin: baseURL ?? '', 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    {},
  ]
  for (const headers of elsewhere)
    expect((await page.request.post(url, { headers })).status(), JSON.stringify(headers)).toBe(403)
  for (const address of consoleLookups) {
    const answer = await page.request.get(address, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect([403, 405], address).toContain(answer.status())
  }
  const log = await world.db.select().from(events).where(eq(events.name, 'user.exported'))
  expect(log.filter(({ subjects }) => subjects[0]?.id === String(target.id))).toEqual([])
})

test('somebody whose rights end with the dialog open can apply nothing with it', async ({
  page,
  makeUser,
  signedInAs,
  world,
}) => {
  const actor = await makeUser()
  await signedInAs(actor)
  const target = await makeUser()
  for (const act of ['deactivate', 'delete']) {
    await world.makeAdministrator(actor.id)
    await page.goto(`/directory/users/${target.id}?act=${act}`)
    const dialog = page.getByRole('dialog', { name: / 1 user$/ })
    await expect(dialog).toBeVisible()
    await world.takeGrants(actor.id)
    await dialog.getByRole('button', { name: /^(Update|Delete 1 user)$/ }).click()
    await expect(dialog.getByText('You do not have permission to do this.')).toBeVisible()
  }
  const rows = await world.db
    .select()
    .from(users)
    .where(inArray(users.id, [target.id]))
  expect(rows.map(({ deactivatedAt }) => deactivatedAt)).toEqual([null])
})

test('an act that the address asks for is at most offered, never done', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const target = await makeUser()
  const inactive = await makeUser()
  const since = new Date('2026-01-02T03:04:05Z')
  await world.db.update(users).set({ deactivatedAt: since }).where(eq(users.id, inactive.id))
  const offered = page.getByRole('dialog')
  for (const act of ['deactivate', 'delete']) {
    await page.goto(`/directory/users/${target.id}?act=${act}`)
    await expect(offered).toHaveAccessibleName(/ 1 user$/)
  }
  for (const [{ id }, act] of [
    [target, 'nonsense'],
    [target, 'activate'],
    [inactive, 'activate'],
  ] as const) {
    await page.goto(`/directory/users/${id}?act=${act}`)
    await expect(page.getByRole('button', { name: 'More actions' })).toBeVisible()
    await expect(offered).toBeHidden()
  }
  const rows = await world.db
    .select()
    .from(users)
    .where(inArray(users.id, [target.id, inactive.id]))
    .orderBy(users.id)
  expect(rows.map(({ deactivatedAt }) => deactivatedAt)).toEqual([null, since])
})
