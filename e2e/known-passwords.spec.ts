import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { grants, roles, users } from '../db/schema'
import { expect, expectAccessible, test, unique } from './fixtures'
import { makeGroup } from './groups-world'

type World = Parameters<typeof makeGroup>[0]

/** Somebody whose password somebody else knows who may do nothing, and a group that gives something. */
async function scene(db: World, makeUser: () => Promise<{ id: number; username: string }>) {
  const [known, knower] = [await makeUser(), await makeUser()]
  await db
    .update(users)
    .set({ passwordKnownBy: [knower.id] })
    .where(eq(users.id, known.id))
  const group = await makeGroup(db)
  const now = new Date()
  const grant = { id: randomUUID(), permission: 'settings.read', scope: 'everything' as const }
  await db.insert(grants).values({ ...grant, groupId: group.id, createdAt: now, createdBy: 'a test' })
  return { known, knower, group }
}

test('whoever adds members to a group that gives something is told before that a password may end', async ({
  page,
  administrator: _,
  world,
  makeUser,
}) => {
  const { known, knower, group } = await scene(world.db, makeUser)
  await page.goto(`/directory/groups/${group.id}/members`)
  await page.getByRole('button', { name: 'Add members' }).click()
  const dialog = page.getByRole('dialog', { name: `Add members to ${group.name}` })
  await dialog.getByRole('combobox', { name: 'Users' }).fill(known.username)
  await dialog.getByRole('option', { name: known.username }).click()
  await expect(dialog.getByText(`${knower.username} knows this user's password.`)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add 1 user' }).click()
  await expect(page.getByText('1 user added')).toBeVisible()
  await page.goto(`/directory/users/${known.id}`)
  await expect(page.getByText('No password', { exact: true })).toBeVisible()
})

for (const [button, field] of [
  ['Add to existing group', 'Groups'],
  ['Add to new group', 'Parents'],
] as const) {
  test(`the same is told on the page of the user: ${button}`, async ({
    page,
    administrator: _,
    world,
    makeUser,
  }) => {
    const { known, knower, group } = await scene(world.db, makeUser)
    await page.goto(`/directory/users/${known.id}/groups`)
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(field, { exact: true }).fill(group.name)
    await dialog.getByRole('option', { name: group.name }).click()
    await expect(dialog.getByText(`${knower.username} knows this user's password.`)).toBeVisible()
  })
}

const ofSomebody = 'Somebody else knows the password of one of these users.'

test('the same is told of new parents of a group', async ({ page, administrator: _, world, makeUser }) => {
  const { known, group } = await scene(world.db, makeUser)
  const below = await makeGroup(world.db, { members: [known.id] })
  await page.goto(`/directory/groups/${below.id}`)
  await page.getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Parents', { exact: true }).fill(group.name)
  await dialog.getByRole('option', { name: group.name }).click()
  await expect(dialog.getByText(ofSomebody)).toBeVisible()
})

test('the same is told of a role that is widened', async ({ page, administrator: _, world, makeUser }) => {
  const { known } = await scene(world.db, makeUser)
  const [name, now] = [unique('role'), new Date()]
  const [role] = await world.db
    .insert(roles)
    .values({ uuid: randomUUID(), name, nameKey: name, createdAt: now, updatedAt: now })
    .returning({ id: roles.id })
  const grant = { id: randomUUID(), roleId: role?.id ?? 0, scope: 'everything' as const, userId: known.id }
  await world.db.insert(grants).values({ ...grant, createdAt: now, createdBy: 'a test' })
  await page.goto(`/directory/roles/${role?.id}`)
  await page.getByRole('main').getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'Create folders' }).check()
  await expect(dialog.getByText(ofSomebody)).toBeVisible()
})
