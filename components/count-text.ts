/** What one of them is called, and several. */
export type Noun = readonly [one: string, many: string]

const numbers = new Intl.NumberFormat('en')
const list = new Intl.ListFormat('en')

/** "1 user", "1,204 users". */
export function counted(count: number, [one, many]: Noun): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`
}

/** "3 sessions, 2 API tokens and 1 recovery link" */
export function inWords(parts: string[]): string {
  return list.format(parts)
}
