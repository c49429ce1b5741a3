import { randomUUID } from 'node:crypto'
import { grants } from '../db/schema'
import { expect, expectAccessible, test, unique } from './fixtures'
import { makeGroup } from './groups-world'

test.beforeEach(async ({ administrator: _ }) => {})

test('a group is created with a parent and attributes, edited, and deleted after a review', async ({
  page,
  world,
  makeUser,
}) => {
  const parent = await makeGroup(world.db, { attributes: { floor: 3 } })
  const name = unique('team')
  await page.goto('/directory/groups')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Create group' })
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog.getByText('Enter a name.').first()).toBeVisible()
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('Parents', { exact: true }).fill(parent.name.slice(3))
  await dialog.getByRole('option', { name: parent.name }).click()
  await expect(dialog.getByRole('list', { name: 'Chosen: Parents' })).toContainText(parent.name)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByText(`Group ${name} created`)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.locator('section').filter({ hasText: 'Effective attributes' })).toContainText('floor')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog', { name: `Edit ${name}` })
  await edit.getByLabel('Name', { exact: true }).fill(parent.name)
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit.getByText('Another group has this name.').first()).toBeVisible()
  await edit.getByLabel('Name', { exact: true }).fill(`${name} II`)
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${name} II` })).toBeVisible()

  const user = await makeUser()
  await page.goto(`/directory/users/${user.id}/groups`)
  await page.getByRole('button', { name: 'Add to existing group' }).click()
  const adding = page.getByRole('dialog', { name: `Add ${user.username} to existing group` })
  await adding.getByLabel('Groups').fill(`${name} II`)
  await adding.getByRole('option', { name: `${name} II` }).click()
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Added to 1 group')).toBeVisible()
  await page
    .getByRole('link', { name: `${name} II` })
    .first()
    .click()

  await page.getByRole('navigation', { name: 'Parts of this group' }).getByText('Group events').click()
  for (const what of ['Added to a group', 'Group changed', 'Group created'])
    await expect(page.getByRole('row').filter({ hasText: what })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Delete' }).click()
  const review = page.getByRole('dialog', { name: 'Delete 1 group' })
  await expect(review.getByText('1 membership').first()).toBeVisible()
  await expectAccessible(page)
  await review.getByRole('button', { name: 'Delete 1 group' }).click()
  await expect(page.getByText(`Group ${name} II deleted`)).toBeVisible()
  await expect(page).toHaveURL('/directory/groups')
})

test('when somebody else changed a group meanwhile, one chooses field by field and nothing is lost', async ({
  page,
  context,
  world,
}) => {
  // Two people at two pages.
  test.slow()
  const [group, above] = [await makeGroup(world.db), await makeGroup(world.db)]
  const edit = async (on: typeof page) => {
    await on.goto(`/directory/groups/${group.id}`)
    await on.getByRole('button', { name: 'Edit' }).click()
    const dialog = on.getByRole('dialog', { name: `Edit ${group.name}` })
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue(group.name)
    return dialog
  }
  const mine = await edit(page)
  const other = await context.newPage()
  const theirs = await edit(other)
  await theirs.getByLabel('Name', { exact: true }).fill(`${group.name} theirs`)
  await theirs.getByLabel('Parents', { exact: true }).fill(above.name)
  await theirs.getByRole('option', { name: above.name }).click()
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText(`Group ${group.name} theirs updated`)).toBeVisible()

  await mine.getByLabel('Name', { exact: true }).fill(`${group.name} mine`)
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine.getByText(`Somebody else changed ${group.name} in the meantime`)).toBeVisible()
  await expectAccessible(page)
  const parents = mine.getByRole('group', { name: 'Parents' })
  await expect(parents).toContainText(above.name)
  await expect(parents.getByLabel('Theirs')).toBeChecked()
  await mine.getByRole('group', { name: 'Name' }).getByLabel('Yours').check()
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${group.name} mine` })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: above.name })).toBeVisible()
})

test('the tree opens branch by branch, keeps them in the address, and search finds the ones inside', async ({
  page,
  world,
}) => {
  const root = await makeGroup(world.db, { name: unique('000 root') })
  const middle = await makeGroup(world.db, { parents: [root.id] })
  const leaf = await makeGroup(world.db, { parents: [middle.id] })
  await page.goto('/directory/groups?view=tree')
  await expect(page.getByRole('link', { name: leaf.name })).toHaveCount(0)
  await page.getByRole('link', { name: `Groups below ${root.name}` }).click()
  await page.getByRole('link', { name: `Groups below ${middle.name}` }).click()
  await expect(page.getByRole('link', { name: leaf.name, exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByRole('link', { name: leaf.name, exact: true })).toBeVisible()
  await page.getByRole('link', { name: `Groups below ${root.name}` }).click()
  await expect(page.getByRole('link', { name: leaf.name, exact: true })).toBeHidden()
  await page.getByLabel('Search groups').fill(leaf.name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: leaf.name })).toContainText(middle.name)
})

test('members are pasted, told apart from those not found, and removed after a review', async ({
  page,
  world,
  makeUser,
}) => {
  const group = await makeGroup(world.db)
  const one = await makeUser({ email: `${unique('one')}@example.org` })
  const two = await makeUser()
  await page.goto(`/directory/groups/${group.id}/members`)
  await expect(page.getByText('No members here')).toBeVisible()
  await page.getByRole('button', { name: 'Add members' }).click()
  const dialog = page.getByRole('dialog', { name: `Add members to ${group.name}` })
  await dialog.getByLabel('Paste a list').check()
  await dialog
    .getByLabel('Usernames or e-mail addresses')
    .fill(`${one.email}\n${two.username.toUpperCase()}, nobody-at-all`)
  await dialog.getByRole('button', { name: 'Find them' }).click()
  await expect(dialog.getByText('2 users found.')).toBeVisible()
  await expect(dialog.getByText('nobody-at-all', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add 2 users' }).click()
  await expect(page.getByText('2 users added')).toBeVisible()
  await expect(page.getByText('2 members, by username')).toBeVisible()

  await page.getByRole('checkbox', { name: `Select ${one.username}` }).check()
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Remove from group' })
    .click()
  const review = page.getByRole('dialog', { name: 'Remove 1 user' })
  await expectAccessible(page)
  await review.getByRole('button', { name: 'Remove 1 user' }).click()
  await expect(page.getByText('1 user removed')).toBeVisible()
  await expect(page.getByRole('link', { name: one.username })).toBeHidden()
  await expect(page.getByRole('link', { name: two.username })).toBeVisible()
})

test('direct and inherited members are told apart, with the way', async ({ page, world, makeUser }) => {
  const direct = await makeUser({ username: unique('a') })
  const inherited = await makeUser({ username: unique('b') })
  const top = await makeGroup(world.db, { members: [direct.id] })
  const low = await makeGroup(world.db, { parents: [top.id], members: [inherited.id] })
  await page.goto(`/directory/groups/${top.id}/members`)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect(row(direct.username)).toContainText('Direct')
  await expect(row(inherited.username)).toContainText(`through ${low.name}`)
  await expect(row(inherited.username).getByRole('checkbox')).toHaveCount(0)
  await page.getByRole('link', { name: 'Inherited', exact: true }).click()
  await expect(row(direct.username)).toHaveCount(0)
  await expect(row(inherited.username)).toBeVisible()
})

test('a user is put into a new group and leaves several at once', async ({ page, world, makeUser }) => {
  const user = await makeUser()
  const old = await makeGroup(world.db, { members: [user.id] })
  const name = unique('fresh')
  await page.goto(`/directory/users/${user.id}`)
  await page.getByRole('link', { name: 'Groups', exact: true }).last().click()
  await page.getByRole('button', { name: 'Add to new group' }).click()
  const dialog = page.getByRole('dialog', { name: `Add ${user.username} to new group` })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('Until (optional)').fill('2099-01-01T12:00')
  await dialog.getByRole('button', { name: 'Create and add' }).click()
  await expect(page.getByText(`Group ${name} created`)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible()
  await expectAccessible(page)
  for (const group of [old.name, name]) await page.getByRole('checkbox', { name: `Select ${group}` }).check()
  await page.getByRole('button', { name: 'Remove from groups' }).click()
  const review = page.getByRole('dialog', { name: `Remove ${user.username} from 2 groups` })
  await expect(review.getByText(old.name)).toBeVisible()
  await review.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('In no group')).toBeVisible()
})

test('selected users are added to a group from the users list', async ({ page, world, makeUser }) => {
  const path = unique('joining')
  const people = [await makeUser({ path }), await makeUser({ path })]
  const group = await makeGroup(world.db)
  await page.goto(`/directory/users?folder=${path}`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await page.getByRole('button', { name: 'Add to group…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add 2 users to existing group' })
  await dialog.getByLabel('Groups').fill(group.name)
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('option', { name: group.name })).toBeVisible()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Added to 1 group')).toBeVisible()
  await page.goto(`/directory/groups/${group.id}/members`)
  for (const { username } of people) await expect(page.getByRole('link', { name: username })).toBeVisible()
})

test('somebody who may only see groups is offered nothing that changes them', async ({
  page,
  world,
  makeUser,
  signedInAs,
}) => {
  const group = await makeGroup(world.db)
  const reader = await makeUser()
  await world.db.insert(grants).values({
    ...{ id: randomUUID(), userId: reader.id, permission: 'groups.read', scope: 'everything' as const },
    ...{ createdAt: new Date(), createdBy: 'a test' },
  })
  await signedInAs(reader)
  await page.goto('/directory/groups')
  await expect(page.getByRole('link', { name: group.name })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create', exact: true })).toHaveCount(0)
  await page.goto(`/directory/groups/${group.id}`)
  await expect(page.getByRole('heading', { level: 1, name: group.name })).toBeVisible()
  for (const name of ['Edit', 'Delete']) await expect(page.getByRole('button', { name })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Members' })).toHaveCount(0)
})
