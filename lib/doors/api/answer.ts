import 'server-only'
import { writeJson } from '@/lib/kernel/written-json'

const uncached = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** The response of what is done and has nothing to show. */
export function nothingToSay(): Response {
  return new Response(null, { status: 204, headers: uncached })
}

/** A JSON response that no cache keeps. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(writeJson(body), {
    status,
    headers: { 'content-type': 'application/json', ...uncached, ...headers },
  })
}
