/**
 * One name for one text, for statements that the server is to keep prepared: whoever prepares them names a purpose, whose
 * text may differ from page to page.
 */
export function statementNames(): (text: string) => string {
  const names = new Map<string, string>()
  return (text) => {
    const name = names.get(text) ?? `s${names.size + 1}`
    names.set(text, name)
    return name
  }
}
