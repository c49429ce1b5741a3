import { guardedPages, open } from './denied/routes'
import { expect, test, unique } from './fixtures'
import { makeGroup } from './groups-world'

test.use({ javaScriptEnabled: false })

/** What searches and filters put into an address; whatever else is typed has no place there. */
const searches = new Set(['q', 'permission', 'kind', 'find', 'who'])

test('no form of any page puts a secret or a text into the address', async ({
  makeUser,
  makeFolder,
  signedInAs,
  world,
}) => {
  test.slow()
  const admin = await makeUser({ isAdministrator: true, password: 'plum orbit candle fifty' })
  await makeFolder(`users/${unique('x')}`)
  const { id: groupId } = await makeGroup(world.db)
  const page = await signedInAs(admin)
  let seen = 0
  for (const address of [...guardedPages, ...open]) {
    const here = address.replace('/users/1', `/users/${admin.id}`).replace('/groups/1', `/groups/${groupId}`)
    await page.goto(here)
    const forms = await page.locator('form').evaluateAll((found) =>
      found.map((form) => ({
        method: (form as HTMLFormElement).method,
        fields: [...(form as HTMLFormElement).elements].flatMap((field) =>
          field instanceof HTMLInputElement ||
          field instanceof HTMLTextAreaElement ||
          field instanceof HTMLSelectElement
            ? field.type === 'hidden' || field.type === 'checkbox'
              ? []
              : [{ name: field.name, type: field.type }]
            : [],
        ),
      })),
    )
    for (const { method, fields } of forms) {
      seen += fields.length
      if (method !== 'get') continue
      for (const { name, type } of fields) {
        expect(['text', 'search', 'select-one'], `${here}: ${name}`).toContain(type)
        expect([...searches], here).toContain(name)
      }
    }
  }
  expect(seen).toBeGreaterThan(15)
})

test('a password is changed without scripts, and stands in no address', async ({ makeUser, signedInAs }) => {
  const page = await signedInAs(await makeUser({ password: 'plum orbit candle fifty' }))
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await page.goto('/account')
  const change = async (current: string) => {
    await page.getByLabel('Current password').fill(current)
    await page.getByLabel('New password', { exact: true }).fill('seven quiet lanterns')
    await page.getByLabel('New password again').fill('seven quiet lanterns')
    await page.getByRole('button', { name: 'Change password' }).click()
  }
  await change('not this one')
  await expect(page.getByText('This is not your current password.').first()).toBeVisible()
  await change('plum orbit candle fifty')
  await expect(page.getByText('Password changed.')).toBeVisible()
  expect(addresses.filter((address) => /plum|seven|password=/i.test(address))).toEqual([])
})

test('sessions are ended, one’s own last, without scripts', async ({ makeUser, signedInAs, world }) => {
  const person = await makeUser()
  await world.makeSession(person)
  const page = await signedInAs(person)
  await page.goto('/account')
  await page.getByRole('button', { name: /^End session on/ }).click()
  await expect(page.getByText('Session ended.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^End session on/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out of this session' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('settings of passwords are saved without scripts', async ({ page, administrator: _ }) => {
  await page.goto('/settings/passwords')
  await page.getByLabel('Shortest length').fill('4')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('At least 8.').first()).toBeVisible()
  await page.getByLabel('Shortest length').fill('12')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Settings saved.')).toBeVisible()
  await expect(page).toHaveURL('/settings/passwords')
})
