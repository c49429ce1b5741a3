import { expect, expectAccessible, test, unique } from './fixtures'
import { give, makeGroup } from './rights'
import type { openWorld, Person } from './world'

type World = ReturnType<typeof openWorld>

/** A helper who is in a group below one that may help the people of a folder, and somebody in it. */
async function makeHelpDesk(world: World, makeUser: World['makeUser']) {
  const path = unique('berlin')
  const helper = await makeUser({ username: unique('helper') })
  const person = await makeUser({ username: unique('person'), path })
  const above = await makeGroup(world, { name: unique('Help') })
  const group = await makeGroup(world, { name: unique('Help Berlin'), members: [helper], parent: above })
  const folder = await world.makeFolder(path)
  await give(
    world,
    { groupId: above.id },
    { role: 'help_desk' },
    { scope: 'folder', scopeFolderId: folder.id },
  )
  return { path, helper, person, above, group }
}

const whyOf = ({ id }: Person) => `/directory/users/${id}/permissions`

test('the tab tells the way from user to permission, by groups, role and folder', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const { helper, person, group, above, path } = await makeHelpDesk(world, makeUser)
  await page.goto(whyOf(helper))
  const form = page.getByRole('form', { name: `Why may ${helper.username} …?` })
  await form.getByLabel('Permission').selectOption({ label: 'Make, send, extend and revoke recovery links' })
  await form.getByLabel('Over').selectOption('A user')
  await form.getByLabel('Name of the target').fill(person.username)
  await form.getByRole('button', { name: 'Ask why' }).click()

  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer.getByText(`Yes, ${helper.username} holds`)).toBeVisible()
  const steps = answer.getByRole('list', { name: 'Ways' }).getByRole('listitem').getByRole('listitem')
  await expect(steps).toContainText([
    helper.username,
    group.name,
    above.name,
    'Help desk',
    'Make, send, extend and revoke recovery links',
    path,
  ])
  await expect(answer.getByRole('link', { name: group.name })).toHaveAttribute(
    'href',
    `/directory/groups/${group.id}`,
  )
  await expect(page).toHaveURL(/permission=users\.recover&target=user-\d+$/)
  await expectAccessible(page)
  const address = page.url()
  await page.goto('/directory/users')
  await page.goto(address)
  await expect(form.getByLabel('Name of the target')).toHaveValue(person.username)
  await expect(answer.getByText(`Yes, ${helper.username} holds`)).toBeVisible()
})

test('a no says what is missing and who could add it', async ({ page, makeUser, signedInAs, world }) => {
  const { person, above } = await makeHelpDesk(world, makeUser)
  const outsider = await makeUser({ username: unique('outsider') })
  const asker = await makeUser({ isAdministrator: true, username: unique('boss') })
  await signedInAs(asker)
  await page.goto(`${whyOf(outsider)}/why?permission=users.recover&target=user-${person.id}`)
  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer.getByText(`No, ${outsider.username} does not hold`)).toBeVisible()
  await expect(answer.getByText(`Members of ${above.name} hold it`)).toBeVisible()
  await expect(answer.getByText(`Who could add ${outsider.username} to ${above.name}`)).toBeVisible()
  await expect(answer.getByRole('list').getByRole('link').first()).toBeVisible()
  await expectAccessible(page)
})

test('of several targets one is chosen; one that is not there is said at its field, and nothing typed is lost', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const start = unique('twin')
  const [a, b] = [await makeUser({ username: `${start}-a` }), await makeUser({ username: `${start}-b` })]
  await page.goto(`${whyOf(a)}/why`)
  const form = page.getByRole('form', { name: `Why may ${a.username} …?` })
  await form.getByLabel('Over').selectOption('A user')
  await form.getByLabel('Name of the target').fill(`${start}-c`)
  await form.getByRole('button', { name: 'Ask why' }).click()
  await expect(form.getByText(`There is no user “${start}-c”.`)).toBeVisible()
  await expectAccessible(page)
  await expect(form.getByLabel('Name of the target')).toHaveValue(`${start}-c`)
  await form.getByLabel('Name of the target').fill(start)
  await page.keyboard.press('Enter')
  const choice = page.getByRole('region', { name: 'Which one?' })
  await choice.getByRole('link', { name: b.username }).click()
  await expect(page.getByText(`over ${b.username}`).first()).toBeVisible()
})

test('who can reset the password of an administrator: by every way, with a warning where the weaker reach the stronger', async ({
  page,
  administrator,
  makeUser,
  world,
}) => {
  const folder = await world.makeFolder(unique('bosses'))
  const boss = await makeUser({ isAdministrator: true, path: folder.path })
  // The first hundred by username are listed, and every test makes administrators.
  const weaker = await makeUser({ username: unique('0-weaker') })
  const scope = { scope: 'folder' as const, scopeFolderId: folder.id }
  await give(world, { userId: weaker.id }, { permission: 'users.set_password' }, scope)
  const crowd = await makeGroup(world, {
    members: await Promise.all(Array.from({ length: 51 }, () => makeUser())),
  })
  await give(world, { groupId: crowd.id }, { permission: 'users.set_password' }, scope)
  await page.goto(whyOf(boss))
  const form = page.getByRole('form', { name: `Who can … ${boss.username}?` })
  await form.getByLabel('What is done').selectOption({ label: 'Set the password of others' })
  await form.getByRole('button', { name: 'Show who can' }).click()
  const answer = page.getByRole('region', { name: 'Who can' })
  const refused = answer.getByRole('list', { name: 'They are refused' })
  await expect(answer.getByText(`Weaker people reach for ${boss.username}`)).toBeVisible()
  await expect(refused.getByRole('link', { name: weaker.username })).toBeVisible()
  await expect(refused.getByText('all members, 51')).toBeVisible()
  await expect(refused.getByRole('link', { name: crowd.name }).first()).toBeVisible()
  await expectAccessible(page)
  await form.getByLabel('Only people called').fill(administrator.username)
  await page.keyboard.press('Enter')
  const can = answer.getByRole('list', { name: 'They can' })
  await expect(can.getByRole('link', { name: administrator.username })).toBeVisible()
  await expect(answer.getByText('Weaker people')).toBeHidden()
})

test('a delegated administrator is told nothing from outside their view', async ({
  page,
  makeUser,
  signedInAs,
  world,
}) => {
  const { person, helper, group, above, path } = await makeHelpDesk(world, makeUser)
  const delegate = await makeUser({ path })
  const folder = await world.makeFolder(path)
  const scope = { scope: 'folder' as const, scopeFolderId: folder.id }
  await give(world, { userId: delegate.id }, { permission: 'grants.read' }, scope)
  const member = await makeUser({ path, username: unique('member') })
  await makeGroup(world, { members: [member], parent: above, name: unique('Inside') })
  await signedInAs(delegate)
  const pages = [
    `${whyOf(member)}/why?permission=users.recover&target=user-${person.id}`,
    `${whyOf(person)}/why?who=users.recover`,
    `${whyOf(person)}/why?permission=users.recover&target=user-${member.id}`,
  ]
  for (const address of pages) {
    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'Why?' })).toBeVisible()
    const content = await page.content()
    for (const name of [helper.username, group.name, above.name]) expect(content).not.toContain(name)
  }
  await page.goto(pages[0] ?? '')
  await expect(page.getByText('A group outside your view')).toBeVisible()
  await page.goto(pages[1] ?? '')
  await expect(page.getByText('People outside your view are left out.')).toBeVisible()
  expect((await page.goto(`${whyOf(helper)}/why`))?.status()).toBe(404)
  expect(
    (await page.goto(`${whyOf(person)}/why?permission=users.read&target=user-${helper.id}`))?.status(),
  ).toBe(404)
})

test('whoever may not know of permissions gets no answer', async ({ page, makeUser, signedInAs, world }) => {
  const reader = await makeUser()
  await give(world, { userId: reader.id }, { permission: 'users.read' }, { scope: 'everything' })
  await signedInAs(reader)
  const other = await makeUser()
  expect((await page.goto(`${whyOf(other)}/why?who=users.read`))?.status()).toBe(403)
})

test('without scripts the questions are asked and answered as well', async ({
  browser,
  baseURL,
  makeUser,
  world,
}) => {
  const { helper, person } = await makeHelpDesk(world, makeUser)
  const asker = await makeUser({ isAdministrator: true })
  const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false })
  await context.addCookies([{ ...(await world.makeSession(asker)), url: baseURL ?? '', httpOnly: true }])
  const page = await context.newPage()
  await page.goto(whyOf(helper))
  await page.getByLabel('Permission').selectOption('users.unlock')
  await page.getByLabel('Over').selectOption('user')
  await page.getByLabel('Name of the target').fill(person.username)
  await page.getByRole('button', { name: 'Ask why' }).click()
  await expect(page.getByText(`Yes, ${helper.username} holds`)).toBeVisible()
  await context.close()
})

test.describe('on a phone, in the dark', () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })

  test('ways wrap within the page, and everything can be read', async ({
    page,
    administrator: _,
    makeUser,
    world,
  }) => {
    const { helper, person } = await makeHelpDesk(world, makeUser)
    for (const question of [
      `permission=users.recover&target=user-${person.id}`,
      `permission=users.delete&target=user-${person.id}`,
    ]) {
      await page.goto(`${whyOf(helper)}/why?${question}`)
      await expect(page.getByRole('region', { name: 'Answer' })).toBeVisible()
      await expectAccessible(page)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wide).toBeLessThanOrEqual(0)
    }
    await page.goto(`${whyOf(person)}/why?who=users.recover`)
    await expect(page.getByRole('list', { name: 'They can' })).toBeVisible()
    await expectAccessible(page)
  })
})
