import { maxActionBytes, tooHeavy, tooLong } from './said.mjs'
import { mostWeight, weightOf } from './weight.mjs'

/**
 * Keeps the body of a request back until it is whole, and looks at it before Next.js takes it apart: whoever may call no
 * action must not cost more than a moment, and Next.js asks nobody who they are. To be called in the same turn in which the
 * request came. Answers why it goes no further.
 * @param {import('node:http').IncomingMessage} req
 * @returns {Promise<import('./gate.mjs').Refusal | undefined>}
 */
export async function holdBody(req) {
  const push = req.push
  /** @type {Buffer[]} */
  let held = []
  let size = 0
  await new Promise((whole) => {
    req.once('close', whole)
    req.push = (chunk) => {
      size += chunk?.length ?? 0
      if (chunk === null) whole(undefined)
      else if (size <= maxActionBytes) held.push(chunk)
      return true
    }
  })
  req.push = push
  const body = Buffer.concat(held)
  held = []
  const refusal = req.complete
    ? refusalOfBody(body, size, req.headers['content-type'])
    : { status: 400, sentence: 'The request ended before it was whole.' }
  if (!refusal && body.length > 0) req.push(body)
  req.push(null)
  return refusal
}

/** @param {Buffer} body @param {number} size @param {string} [contentType] @returns {import('./gate.mjs').Refusal | undefined} */
function refusalOfBody(body, size, contentType) {
  if (size > maxActionBytes) return tooLong
  if (weightOf(body, contentType) > mostWeight) return tooHeavy
  return undefined
}
