import { eq } from 'drizzle-orm'
import { jobItems, jobs } from '../db/schema'
import { expect, expectAccessible, test, unique } from './fixtures'

/** More users than one act may concern, in a folder of their own. */
async function crowd(world: ReturnType<typeof import('./world').openWorld>, path: string, count: number) {
  const { users } = await import('../db/schema')
  const first = await world.makeUser({ path, username: `${path}-0` })
  const [pattern] = await world.db.select().from(users).where(eq(users.id, first.id))
  if (!pattern) throw new Error('no user was made')
  const { id: _, facet: __, ...row } = pattern
  const others = Array.from({ length: count - 1 }, (_, index) => {
    const username = `${path}-${index + 1}`
    return { ...row, username, usernameKey: username, search: username, uuid: crypto.randomUUID() }
  })
  for (let at = 0; at < others.length; at += 500)
    await world.db.insert(users).values(others.slice(at, at + 500))
}

test('a thousand and one users are deactivated by a job that is followed, left and found again', async ({
  page,
  administrator,
  world,
}) => {
  const folder = unique('crowd')
  await crowd(world, folder, 1001)
  await page.goto(`/directory/users?folder=${folder}&size=20`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  const bar = page.getByRole('region', { name: 'Selection' })
  await bar.getByRole('button', { name: 'Select all 1,001 that match' }).click()
  await bar.getByRole('button', { name: 'Deactivate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deactivate 1,001 users' })
  await expect(dialog.getByText('It runs in the background')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Type 1001 to confirm').fill('1001')
  await dialog.getByRole('button', { name: 'Update' }).click()

  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/)
  const address = page.url()
  await expect(page.getByRole('heading', { name: 'Deactivate users' })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuemax', '1001')
  await page.goto('/jobs')
  await expectAccessible(page)
  await page.locator(`a[href="${new URL(address).pathname}"]`).click()
  await expect(page).toHaveURL(address)
  await expect(page.getByText('Finished')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('1,001 of 1,001 users').first()).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Done' }).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Not done' }).click()
  await expect(page.getByText('Nobody was left out')).toBeVisible()
  await page.goto(`/directory/users?folder=${folder}&q=active:yes`)
  await expect(page.getByText('No users match')).toBeVisible()
  expect(administrator.id).toBeGreaterThan(0)
})

test('the outcomes of a job appear while it still runs', async ({ page, administrator, makeUser, world }) => {
  const [ada, id] = [await makeUser(), crypto.randomUUID()]
  await world.db.insert(jobs).values({
    id,
    kind: 'users.deactivate',
    input: { reason: '' },
    userId: administrator.id,
    actorLabel: administrator.username,
    userIds: null,
    total: 1,
    createdAt: new Date(),
    finishedAt: new Date(),
  })
  await world.db.insert(jobItems).values({ jobId: id, position: 1, userId: ada.id, label: ada.username })
  // The page is never told of the end.
  await page.route(`**/jobs/${id}/progress`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ json: { ...(await response.json()), isFinished: false } })
  })
  await world.db.transaction(async (tx) => {
    await tx.select().from(jobItems).where(eq(jobItems.jobId, id)).for('update')
    await world.db.update(jobs).set({ finishedAt: null }).where(eq(jobs.id, id))
    await page.goto(`/jobs/${id}`)
    await expect(page.getByText('No outcomes yet')).toBeVisible()
  })
  await expect(page.getByRole('row').filter({ hasText: ada.username })).toContainText('Done')
})
