/** One or two letters that stand for a name, in any script. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last].map((word) => word && firstLetter(word)).join('') || '?'
}

function firstLetter(word: string): string {
  return (word.match(/[\p{L}\p{N}]/u)?.[0] ?? '').toLocaleUpperCase('en')
}

/** A hue from 0 to 359 that depends on the text only. */
export function nameHue(text: string): number {
  let hash = 0
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360_007
  return hash % 360
}
