import 'server-only'
import { z } from 'zod'
import { Invalid } from '@/lib/kernel/errors'
import { parseFields, type Refusals } from './problems'

/** Text of a query parameter: short, and such that PostgreSQL can hold it. */
export const QueryText = z
  .string()
  .max(500, { error: 'At most 500 characters.' })
  .refine((text) => !text.includes('\0'), { error: 'A null character cannot be searched for.' })

type Property = { type?: string; description?: string }

/**
 * Reads a query string as the schema types it: "true" is true where a boolean belongs, a repeated key is an array
 * where one belongs. An empty value counts as absent. Throws Invalid by parameter, for unknown ones too.
 */
export function readQuery<Schema extends z.ZodObject>(
  url: string,
  schema: Schema,
  refusals: Refusals,
): z.output<Schema> {
  const values = new Map<string, string[]>()
  for (const [key, value] of new URL(url).searchParams) {
    if (value !== '') values.set(key, [...(values.get(key) ?? []), value])
  }
  const properties = queryProperties(schema)
  const input: [string, unknown][] = []
  for (const [key, texts] of values) {
    const type = Object.hasOwn(properties, key) ? properties[key]?.type : undefined
    if (type !== 'array' && texts.length > 1) throw new Invalid({ [key]: ['Give this parameter once.'] })
    input.push([key, type === 'array' ? texts : typed(texts[0] ?? '', type)])
  }
  return parseFields(schema, Object.fromEntries(input), refusals)
}

const known = new WeakMap<z.ZodObject, Record<string, Property>>()

/** The parameters of a query as JSON Schema: what the reader goes by is what the OpenAPI document says. */
export function queryProperties(schema: z.ZodObject): Record<string, Property> {
  const found = known.get(schema)
  if (found) return found
  const properties = (z.toJSONSchema(schema, { io: 'input' }).properties ?? {}) as Record<string, Property>
  known.set(schema, properties)
  return properties
}

function typed(text: string, type: string | undefined): unknown {
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (type === 'integer' && /^[+-]?\d{1,15}$/.test(text)) return Number(text)
  return text
}
