/** Reads one of the console's lookups. Throws an Error whose message can be shown, or what the network threw. */
export async function readLookup<Data>(url: string, signal?: AbortSignal): Promise<Data> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, signal: signal ?? null })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer as Data
  throw new Error(hasMessage(answer) ? answer.message : `The server answered ${response.status}.`)
}

/** Why nothing was read, in words. Browsers say with a TypeError that a request got no answer. */
export function reasonOf(error: unknown): string {
  if (!navigator.onLine) return 'You are offline.'
  const isLost = !(error instanceof Error) || error instanceof TypeError
  return isLost ? 'The server could not be reached.' : error.message
}

function hasMessage(value: unknown): value is { message: string } {
  return (
    typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
  )
}
