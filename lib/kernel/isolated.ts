/** Right-to-left letters and digits (R, AL and AN of UAX #9), and all that steers direction. */
const turns =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
const steering = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

const beginIsolate = '\u2068'
const endIsolate = '\u2069'

/**
 * What somebody wrote, such as a name, for the middle of a sentence: whatever direction it has or sets, the words around
 * it stay where they are (FSI and PDI of UAX #9). As it is where nothing in it could move them. For sentences that are
 * text; an element has `Isolated`.
 */
export function isolated(text: string): string {
  return turns.test(text) ? beginIsolate + balanced(text) + endIsolate : text
}

/** Without ends of isolates it has not begun, and with those of isolates it has; embeddings end with the isolate around them. */
export function balanced(text: string): string {
  let depth = 0
  const kept = text.replace(/[\u2066-\u2069]/g, (character) => {
    if (character !== endIsolate) depth++
    else if (depth === 0) return ''
    else depth--
    return character
  })
  return kept + endIsolate.repeat(depth)
}

/** Without whatever steers direction: for a terminal, which may know it or not. */
export function withoutSteering(text: string): string {
  return text.replace(steering, '')
}
