/** A number from 0 up to, not including, 1 that depends on nothing but its arguments: the n-th draw of a named sequence. */
export function draw(n: number, sequence: number): number {
  return hash(n, sequence) / 0x1_0000_0000
}

export function pick<T>(choices: readonly T[], n: number, sequence: number): T {
  const choice = choices[Math.floor(draw(n, sequence) * choices.length)]
  if (choice === undefined) throw new Error('nothing to choose from')
  return choice
}

/** A version 4 UUID that is always the same for the same number. */
export function uuidOf(n: number): string {
  const hex = [1, 2, 3, 4].map((part) => hash(n, -part).toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

function hash(n: number, sequence: number): number {
  let h = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(sequence + 0x165667b1, 0xc2b2ae35)
  for (const multiplier of [0x7feb352d, 0x846ca68b, 0x9e3779b1]) h = Math.imul(h ^ (h >>> 16), multiplier)
  return (h ^ (h >>> 15)) >>> 0
}
