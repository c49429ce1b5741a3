import { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { enterAction } from '@/lib/doors/entered'
import { answerForOwnFaultsOnly } from './own-fault.mjs'

async function statusAfter(handle: (res: ServerResponse) => void | Promise<void>) {
  const res = new ServerResponse({ method: 'POST', httpVersionMajor: 1, httpVersionMinor: 1 } as never)
  await answerForOwnFaultsOnly(res, async () => {
    await null
    await handle(res)
    res.end()
  })
  return res.statusCode
}

test('what fails before an action is entered is the fault of what was sent', async () => {
  expect(
    await statusAfter((res) => {
      res.statusCode = 500
    }),
  ).toBe(400)
})

test('what fails in an action is our own fault', async () => {
  expect(
    await statusAfter((res) => {
      enterAction()
      res.statusCode = 500
    }),
  ).toBe(500)
})

test('other answers stay as they are', async () => {
  for (const status of [200, 303, 404, 503])
    expect(await statusAfter((res) => void Object.assign(res, { statusCode: status }))).toBe(status)
})
