/** Whether every word of a search stands somewhere in a text, whatever their case. */
export function holdsWords(text: string, search: string): boolean {
  const lower = text.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
