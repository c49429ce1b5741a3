import { z } from 'zod'

const maxBytes = 64 * 1024
export const maxAttributesDepth = 20

/** What attributes may hold, whoever sends them: JSON that PostgreSQL can keep, bounded in size and depth. */
export const Attributes = z
  .custom<Record<string, unknown>>()
  .superRefine((value, ctx) => {
    const problem = attributesProblem(value)
    if (problem) ctx.addIssue({ code: 'custom', ...problem })
  })
  .meta({ type: 'object', additionalProperties: {} })

type Problem = { message: string; path: string[] }

/** The first thing that keeps a value from being stored, and where it is. */
function attributesProblem(value: unknown): Problem | undefined {
  if (!isPlainObject(value)) return { message: 'Attributes must be a mapping of names to values.', path: [] }
  const found = storageProblem(value, [], { values: maxBytes })
  if (found) return found
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length
  return bytes > maxBytes ? tooLarge : undefined
}

const tooLarge: Problem = { message: 'Attributes may have at most 64 KB.', path: [] }

/** `left` bounds the values looked at: one object may stand in another many times over without costing memory. */
function storageProblem(value: unknown, path: string[], left: { values: number }): Problem | undefined {
  left.values -= 1
  if (left.values < 0) return tooLarge
  const refuse = (message: string) => ({ message, path })
  if (path.length >= maxAttributesDepth)
    return refuse(`Attributes may be nested at most ${maxAttributesDepth} levels deep.`)
  if (value === null || typeof value === 'boolean') return
  if (typeof value === 'string')
    return isStorable(value) ? undefined : refuse('Attributes hold a character that cannot be stored.')
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : refuse('Attributes hold a number that cannot be stored.')
  if (!Array.isArray(value) && !isPlainObject(value))
    return refuse('Attributes hold a value that cannot be stored.')
  for (const [key, inner] of Object.entries(value)) {
    const below = [...path, key]
    if (key === '__proto__') return { message: 'An attribute cannot be called __proto__.', path: below }
    if (!isStorable(key))
      return { message: 'Attributes hold a character that cannot be stored.', path: below }
    const problem = storageProblem(inner, below, left)
    if (problem) return problem
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text)
}
