import { expect, test } from '../fixtures'
import { consoleLookups, guardedPages, ofEveryone } from './routes'

const transports: Record<string, { headers?: Record<string, string>; suffix?: string; method?: string }> = {
  'as HTML': {},
  'as server component data': { headers: { rsc: '1' } },
  'as a prefetch': { headers: { rsc: '1', 'next-router-prefetch': '1' } },
  'as a segment prefetch': {
    headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  },
  'with the .rsc suffix': { suffix: '.rsc' },
  'with a trailing slash': { suffix: '/' },
  'by HEAD': { method: 'HEAD' },
  'pretending to be an inner request': {
    headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  },
}

test('the pages and lookups to be refused are found', () => {
  expect(guardedPages).toContain('/directory/users')
  expect(consoleLookups).toContain('/directory/users/search')
})

for (const [how, { headers, suffix = '', method = 'GET' }] of Object.entries(transports)) {
  test(`a stranger is shown nothing of any page ${how}`, async ({ request, makeUser }) => {
    const secret = await makeUser({ name: 'Only For Administrators' })
    for (const page of guardedPages) {
      const answer = await request.fetch(page === '/' ? page : `${page}${suffix}`, {
        method,
        maxRedirects: 0,
        ...(headers && { headers }),
      })
      const body = await answer.text()
      expect(body, page).not.toContain(secret.username)
      expect(body, page).not.toContain('root')
      const refused =
        answer.status() === 404 || /sign-in/.test(answer.headers().location ?? '') || /sign-in/.test(body)
      expect(
        refused || method === 'HEAD' || body.length < 400,
        `${page} answered ${answer.status()}: ${body}`,
      ).toBe(true)
    }
  })
}

test('somebody who is not an administrator gets 403 on every page of the console and sees nobody', async ({
  makeUser,
  signedInAs,
}) => {
  const other = await makeUser({ name: 'Only For Administrators' })
  const page = await signedInAs(await makeUser())
  for (const address of guardedPages.filter((each) => !ofEveryone.has(each))) {
    for (const headers of [undefined, { rsc: '1' }]) {
      const answer = await page.request.get(address, { ...(headers && { headers }) })
      if (!headers) expect(answer.status(), address).toBe(403)
      expect(await answer.text()).not.toContain(other.username)
    }
  }
  await page.goto('/directory/users')
  await expect(page.getByRole('heading', { name: 'You cannot see this page' })).toBeVisible()
})

test('the lookups of the console refuse strangers, other people and API tokens', async ({
  makeUser,
  signedInAs,
  request,
}) => {
  for (const address of consoleLookups) {
    const url = `${address}?q=root&parentId=1&id=1`
    expect((await request.get(url)).status(), address).toBe(401)
    expect((await request.get(url, { headers: { authorization: 'Bearer x' } })).status(), address).toBe(401)
  }
  const page = await signedInAs(await makeUser())
  for (const address of consoleLookups) {
    const answer = await page.request.get(`${address}?q=root&parentId=1&id=1`)
    expect([400, 403], address).toContain(answer.status())
    expect(await answer.text()).not.toContain('root')
  }
})

test('a session that ended is refused at the next click', async ({ makeUser, signedInAs, world }) => {
  const admin = await makeUser({ isAdministrator: true })
  const page = await signedInAs(admin)
  await page.goto('/directory/users')
  await expect(page).toHaveURL(/directory\/users/)
  const { sessions } = await import('../../db/schema')
  const { eq } = await import('drizzle-orm')
  await world.db.update(sessions).set({ revokedAt: new Date() }).where(eq(sessions.userId, admin.id))
  await page.getByRole('link', { name: 'Events' }).first().click()
  await expect(page).toHaveURL(/\/sign-in/)
})
