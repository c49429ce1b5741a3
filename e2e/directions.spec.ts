import type { Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { makeGroup } from './groups-world'
import { makeLink } from './recovery-links'

/** Turns what follows it around, ends isolates it is in, and ends nothing it begins. */
const turning = 'Turned \u202Easide\u2069\u2069\u2067\u202E over'

/** Text of the page that is not part of the name and whose letters do not stand from left to right. */
function turnedText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const turned: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? ''
      const range = document.createRange()
      const own = text.replace(/Turned[\s\S]*? over( again)?/g, (name) => ' '.repeat(name.length))
      let last: DOMRect | undefined
      for (const { index } of own.matchAll(/[A-Za-z]/g)) {
        range.setStart(node, index)
        range.setEnd(node, index + 1)
        const [box] = range.getClientRects()
        if (!box) continue
        if (last && Math.abs(box.top - last.top) < 1 && box.left < last.left) {
          turned.push(text)
          break
        }
        last = box
      }
    }
    return turned
  })
}

test('a name that sets a direction turns no text around it, on any page or in any dialog', async ({
  page,
  world,
  makeUser,
  signedInAs,
  browser,
  baseURL,
}) => {
  test.slow()
  const person = await makeUser({
    ...{ name: turning, username: unique('\u05D3\u05D5\u05D3'), email: `${unique('mail')}@example.org` },
    ...{ isAdministrator: true, password: 'plum orbit candle fifty' },
  })
  const other = await makeUser({ name: turning })
  const group = await makeGroup(world.db, {
    name: unique('\u05E7\u05D1\u05D5\u05E6\u05D4'),
    members: [person.id, other.id],
  })
  await signedInAs(person)

  let seen = 0
  const expectStraight = async (of: Page, where: string) => {
    await expect(of.getByRole('heading').first()).toBeVisible()
    seen += await of.getByText('Turned').count()
    expect(await turnedText(of), where).toEqual([])
  }

  await page.goto(`/directory/users/${other.id}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const edit = page.getByRole('dialog', { name: `Edit ${other.username}` })
  await edit.getByLabel('Name', { exact: true }).fill(`${turning} again`)
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`User ${other.username} updated`)).toBeVisible()

  for (const address of [
    ...['', '/events', '/groups', '/permissions'].map((tab) => `/directory/users/${other.id}${tab}`),
    `/directory/users/${other.id}/permissions/why?who=users.update`,
    `/directory/users/${other.id}/permissions/why?permission=users.update&target=user-${person.id}`,
    `/directory/users?q=${other.username}`,
    ...[`/directory/groups/${group.id}`, `/directory/groups/${group.id}/members`],
    ...['/events', '/account'],
  ]) {
    await page.goto(address)
    await expectStraight(page, address)
  }

  await page.goto(`/directory/users/${other.id}?act=deactivate`)
  await expect(page.getByRole('dialog').getByText('Turned')).toBeVisible()
  await expectStraight(page, 'the question before deactivating')
  await page.goto(`/directory/users/${other.id}/permissions`)
  await page.getByRole('button', { name: 'Assign permission' }).click()
  await expect(page.getByRole('dialog').getByText('Turned')).toBeVisible()
  await expectStraight(page, 'the dialog for permissions')

  const visitor = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  await visitor.goto(await makeLink(world, other))
  await expectStraight(visitor, 'the page of a recovery link')
  await visitor.context().close()
  expect(seen).toBeGreaterThan(10)
})

test('what turns text around is seen by the test above', async ({ page, administrator: _ }) => {
  await page.goto('/account')
  await page.evaluate((name) => {
    document.body.append(`Delete ${name} and nobody else`)
  }, turning)
  expect(await turnedText(page)).toEqual([`Delete ${turning} and nobody else`])
})
