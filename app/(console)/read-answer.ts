/** What a GET door of the console answers. Throws an Error with a sentence for people. */
export async function readAnswer<T>(address: string): Promise<T> {
  const response = await fetch(address).catch(() => undefined)
  const answer = await response?.json().catch(() => undefined)
  if (!response?.ok || !answer) throw new Error(answer?.message ?? 'The server did not answer as it should.')
  return answer
}
