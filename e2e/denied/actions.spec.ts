import { readFileSync } from 'node:fs'
import type { APIRequestContext } from '@playwright/test'
import { expect, test } from '../fixtures'
import { inputsAimedAt, makeTarget, stateOf, type Target } from './target'

type Manifest = { node: Record<string, { exportedName?: string; filename?: string }> }

const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
const actions = Object.entries(manifest.node).map(([id, { exportedName }]) => ({
  id,
  name: exportedName ?? id,
}))

/** What the inputs below are good enough for, so that a refusal is one of the person and not of the input. */
const reached = [
  ...['addMembersAction', 'createFolderAction', 'createGrantAction', 'createGroupAction', 'createRoleAction'],
  ...['createRecoveryLinkAction', 'createUserAction', 'findUsersByNamesAction', 'mailRecoveryLinkAction'],
  ...['namesOfSelectedAction', 'planActivationAction', 'planDeactivationAction', 'planDeletionAction'],
  ...['planEndSessionsAction', 'planGroupDeletionAction', 'planMemberRemovalAction', 'planUnlockAction'],
  ...['planUserMoveAction', 'sendTestMailAction', 'setPasswordAction'],
]

const nonsense = [[], [null], [{}], ['x'.repeat(100_000)], [[[]]]]

/** Calls an action with a value, as a page would, and answers what came back. */
async function send(request: APIRequestContext, id: string, args: unknown[], userAgent: string) {
  const answer = await request.post('/account', {
    headers: {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
      'user-agent': userAgent,
    },
    data: JSON.stringify(args),
    maxRedirects: 0,
  })
  return answer.text()
}

/** Tries every action with everything that could reach the target; answers those that did something or gave a plan. */
async function tryEverything(
  request: APIRequestContext,
  target: Target,
  inputs: unknown[][],
  except: string[] = [],
) {
  const done = new Set<string>()
  for (const { id, name } of actions.filter(({ name }) => ![...except, 'signOutAction'].includes(name)))
    for (const input of inputs) {
      const body = await send(request, id, input, target.fresh)
      const what = `${name} ${JSON.stringify(input).slice(0, 80)}`
      expect(body, what).not.toMatch(/Failed query|insert into|node_modules/)
      if (body.includes('"status":"done"')) done.add(name)
    }
  return [...done].sort()
}

test('the actions of the build are found', () => {
  expect(actions.length).toBeGreaterThan(40)
})

test('no action does anything for a stranger or for somebody without rights, and most do for an administrator', async ({
  request,
  world,
  signedInAs,
  makeUser,
  playwright,
  baseURL,
}) => {
  test.setTimeout(600_000)
  const target = await makeTarget(world)
  const inputs = [...nonsense, ...inputsAimedAt(target).map((input) => [input])]
  const before = await stateOf(world, target)
  expect(await tryEverything(request, target, inputs)).toEqual([])
  expect(await stateOf(world, target)).toEqual(before)

  const powerless = await signedInAs(await makeUser())
  expect(await tryEverything(powerless.request, target, inputs)).toEqual([])
  expect(await stateOf(world, target)).toEqual(before)

  const administrator = await makeUser({ isAdministrator: true })
  const cookie = await world.makeSession(administrator)
  const context = await playwright.request.newContext({
    ...(baseURL !== undefined && { baseURL }),
    extraHTTPHeaders: { cookie: `${cookie.name}=${cookie.value}` },
  })
  // Settings are those of every test.
  const done = await tryEverything(context, target, inputs, ['updatePasswordSettingsAction'])
  expect(reached.filter((name) => !done.includes(name))).toEqual([])
  expect(await stateOf(world, target)).not.toEqual(before)
})

test('an action posted from another site is refused', async ({ page, administrator }) => {
  expect(administrator.id).toBeGreaterThan(0)
  for (const { id } of actions) {
    const answer = await page.request.post('/account', {
      headers: {
        'next-action': id,
        origin: 'https://evil.example',
        'content-type': 'text/plain;charset=UTF-8',
      },
      data: '[{}]',
      maxRedirects: 0,
    })
    expect(answer.status()).toBeGreaterThanOrEqual(400)
  }
})
