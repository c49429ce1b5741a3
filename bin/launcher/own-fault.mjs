import { AsyncLocalStorage } from 'node:async_hooks'

/** @typedef {{ isEntered: boolean }} Call */

const shared = /** @type {{ latchkeyCalls?: AsyncLocalStorage<Call> }} */ (globalThis)

/**
 * Runs the handler of a server action's call. What fails before an action of ours was entered (lib/doors/entered.ts) failed over
 * what was sent, which Next.js answers with 500; here it becomes a 400.
 * @param {import('node:http').ServerResponse} res
 * @param {() => Promise<void>} handle
 */
export async function answerForOwnFaultsOnly(res, handle) {
  shared.latchkeyCalls ??= new AsyncLocalStorage()
  const call = { isEntered: false }
  const writeHead = /** @type {(status: number, ...rest: any[]) => typeof res} */ (res.writeHead)
  res.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) =>
    writeHead.call(res, status === 500 && !call.isEntered ? 400 : status, ...rest)
  await shared.latchkeyCalls.run(call, handle)
}
