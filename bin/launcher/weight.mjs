const code = (/** @type {string} */ sign) => sign.charCodeAt(0)
const [quote, dollar, backslash, u] = [code('"'), code('$'), code('\\'), code('u')]
const [bracket, brace, colon, comma] = [code('['), code('{'), code(':'), code(',')]
const [newline, dash] = [code('\n'), code('-')]

// Microseconds of the event loop that Next.js 16.4 and React 19.3 take for each, as measured with bodies of 1 MB of them.
const costs = { reference: 5, container: 1.2, name: 1.2, element: 0.2, line: 0.6, part: 9 }

/** More than any form of ours weighs, also one with 64 kB of attributes, and with the rest of an answer less than 50 ms. */
export const mostWeight = 30_000

/**
 * How long it takes at most to decode the call of an action, in microseconds, told by the signs that begin what costs.
 * @param {Buffer} body
 * @param {string} [contentType] of the request
 */
export function weightOf(body, contentType) {
  let weight = 0
  for (let at = 0; at < body.length; at++) {
    const sign = body[at]
    if (sign === bracket || sign === brace) weight += costs.container
    else if (sign === colon) weight += costs.name
    else if (sign === comma) weight += costs.element
    else if (sign === newline)
      weight += body[at + 1] === dash && body[at + 2] === dash ? costs.part : costs.line
    else if (body[at - 1] === quote && body[at - 2] !== backslash && beginsReference(body, at))
      weight += costs.reference
  }
  // Where no sign is to be seen, any byte may be one.
  return weight <= mostWeight && isPartEncoded(body, contentType) ? weight + body.length : weight
}

/**
 * Whether a part of a form is written in a charset or an encoding that its readers undo: busboy the first, undici the
 * second. What else people write about charsets, in attributes say, is no header of a part.
 * @param {Buffer} body @param {string} [contentType]
 */
function isPartEncoded(body, contentType = '') {
  // As browsers write it; in every other form any line may be the boundary that begins like one.
  const [, boundary = ''] = /^multipart\/form-data; ?boundary=([\w-]+)$/.exec(contentType) ?? []
  const [, ...parts] = `\n${body.toString('latin1')}`.split(`\n--${boundary}`)
  // Anywhere in the header: undici and busboy differ in what they take for the end of a line.
  return parts.some((part) => /charset|transfer-encoding/i.test(part.split('\r\n\r\n', 1)[0] ?? ''))
}

/** A dollar sign, or an escape that may be one. @param {Buffer} body @param {number} at */
function beginsReference(body, at) {
  return body[at] === dollar || (body[at] === backslash && body[at + 1] === u)
}
