import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { openWorld, type Person } from './world'

type World = ReturnType<typeof openWorld>

type Fixtures = {
  makeUser: World['makeUser']
  makeFolder: World['makeFolder']
  /** Signs the browser of this test in as somebody, without the sign-in page. */
  signedInAs: (person: Person) => Promise<Page>
  /** Signs in as a new administrator. */
  administrator: Person
  noComplaints: undefined
}

export const test = base.extend<Fixtures, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const world = openWorld()
      await use(world)
      await world.close()
    },
    { scope: 'worker' },
  ],
  makeUser: ({ world }, use) => use(world.makeUser),
  makeFolder: ({ world }, use) => use(world.makeFolder),
  signedInAs: async ({ world, context, page, baseURL }, use) => {
    await use(async (person) => {
      await context.addCookies([{ ...(await world.makeSession(person)), url: baseURL ?? '', httpOnly: true }])
      return page
    })
  },
  administrator: async ({ makeUser, signedInAs }, use) => {
    const person = await makeUser({ isAdministrator: true })
    await signedInAs(person)
    await use(person)
  },
  // Scripts that throw and content the policy blocks fail the test they happen in.
  noComplaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        // A request that got no answer, or not the one it wanted, is for the page to tell.
        if (message.type() === 'error' && !/status of|net::ERR_/.test(message.text()))
          complaints.push(message.text())
      })
      await use(undefined)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

/** No violation of WCAG 2.2 A and AA that axe can see. */
export async function expectAccessible(page: Page) {
  // Of a page that was moved to, the title comes after what it shows.
  await expect(page).toHaveTitle(/\S/)
  // What fades in or out has less contrast while it does.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ).then(() => undefined),
  )
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }))).toEqual([])
}

export { expect } from '@playwright/test'
export { unique } from './world'
