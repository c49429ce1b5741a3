import 'server-only'
import type { z } from 'zod'
import { fieldsIn } from '@/lib/doors/say'
import { Conflict, Invalid, LimitReached, NotFound, StaleVersion, Unavailable } from '@/lib/kernel/errors'
import { asDomainError } from '@/lib/kernel/unavailable'
import { answer } from './answer'

/** A request that HTTP itself has a status for: too large, not JSON, a method that is not served. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(detail)
  }
}

/** What is said of a field the schema does not hold, where more can be said than that it is unknown. */
export type Refusals = Record<string, string>

/** Throws Invalid with a message for every field at fault, unknown ones by their names. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  refusals: Refusals,
): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = new Map<string, Set<string>>()
  for (const issue of parsed.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' && issue.path.length === 0
    const named = unknown
      ? issue.keys.map((key): [string, string] => [key, refusal(refusals, key)])
      : [[String(issue.path[0] ?? ''), issue.message] as const]
    for (const [field, message] of named) {
      fields.set(field, (fields.get(field) ?? new Set()).add(message))
    }
  }
  throw new Invalid(Object.fromEntries([...fields].map(([field, messages]) => [field, [...messages]])))
}

function refusal(refusals: Refusals, key: string): string {
  return (Object.hasOwn(refusals, key) && refusals[key]) || 'There is no such field here.'
}

/** The response for an error of the product, in English; undefined for a bug, which is not for a door to hide. */
export function problemResponse(thrown: unknown): Response | undefined {
  if (thrown instanceof HttpProblem) return answer(thrown.status, { detail: thrown.detail }, thrown.headers)
  const error = asDomainError(thrown)
  if (error instanceof Invalid) return answer(400, byField(fieldsIn('en', error.fields)))
  if (error instanceof StaleVersion) return answer(412, { detail: error.message })
  // The wire format has 400 for every other.
  if (error instanceof Conflict) return answer(400, { non_field_errors: [error.message] })
  if (error instanceof NotFound) return answer(404, { detail: error.message })
  if (error instanceof LimitReached || error instanceof Unavailable) {
    const headers = { 'retry-after': String(error.retryAfterSeconds) }
    return answer(error instanceof LimitReached ? 429 : 503, { detail: error.message }, headers)
  }
  if (error) return answer(403, { detail: error.message })
}

function byField(fields: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, messages]) => [field || 'non_field_errors', messages]),
  )
}
