// What our own server says of the call of an action, here and where the browser shows it (components/client/ask.ts).

export const maxActionBytes = 1024 * 1024

/** @type {import('./gate.mjs').Refusal} */
export const tooLong = { status: 413, sentence: 'At most 1 MB can be sent at once.' }
/** @type {import('./gate.mjs').Refusal} */
export const tooHeavy = { status: 413, sentence: 'This has too many parts to be read.' }

const foreign = 'The header Origin is '

/** @param {string} theirs @param {string} ours @returns {import('./gate.mjs').Refusal} */
export function fromElsewhere(theirs, ours) {
  const sentence = `${foreign}${theirs}, and Latchkey only takes forms from ${ours}, which is LATCHKEY_URL. If that is not the address people use, the administrator must set LATCHKEY_URL to it.`
  return { status: 403, sentence }
}

/** Whether these are words of our own server, and not of a proxy or of Next.js. @param {string} words */
export function isSaidAtTheDoor(words) {
  const sentence = words.trimEnd()
  return sentence === tooLong.sentence || sentence === tooHeavy.sentence || sentence.startsWith(foreign)
}
