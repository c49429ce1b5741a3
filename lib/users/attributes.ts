import { isAlias, isMap, isNode, LineCounter, parseDocument, stringify, visit } from 'yaml'
import { z } from 'zod'

export type AttributesFormat = 'yaml' | 'json'
export type AttributesProblem = { line: number; message: string }
export type ParsedAttributes =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; problems: AttributesProblem[] }

const maxLength = 64 * 1024
const maxDepth = 20

/** Reads what somebody typed into the attributes editor. Never throws; each problem names its line, from 1. */
export function parseAttributes(text: string, format: AttributesFormat): ParsedAttributes {
  if (text.length > maxLength) return fail(1, 'Attributes may have at most 64 KB.')
  if (text.trim() === '') return { ok: true, value: {} }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const at = (offset: number) => Math.max(1, lines.linePos(offset).line)
  const problems = [...document.errors, ...document.warnings].map((p) => ({
    line: at(p.pos[0]),
    message: p.message,
  }))
  visit(document, (_key, node) => {
    if (!isNode(node)) return
    const line = at(node.range?.[0] ?? 0)
    if (isAlias(node) || ('anchor' in node && node.anchor)) {
      problems.push({ line, message: 'Anchors and aliases are not accepted here.' })
    } else if (node.tag) {
      problems.push({ line, message: `The tag ${node.tag} is not accepted here.` })
    }
  })
  if (format === 'json' && problems.length === 0) {
    const message = jsonProblem(text)
    if (message) problems.push(message)
  }
  if (problems.length > 0) return { ok: false, problems }
  if (!isMap(document.contents)) return fail(1, 'Attributes must be a mapping of names to values.')
  const checked = Attributes.safeParse(document.toJS({ maxAliasCount: 0 }))
  return checked.success
    ? { ok: true, value: checked.data }
    : fail(1, checked.error.issues[0]?.message ?? 'Not valid.')
}

/** Writes attributes for the editor, so that reading them back gives the same value. */
export function formatAttributes(value: Record<string, unknown>, format: AttributesFormat): string {
  if (format === 'json') return JSON.stringify(value, null, 2)
  return Object.keys(value).length === 0
    ? '{}'
    : stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 })
}

function fail(line: number, message: string): ParsedAttributes {
  return { ok: false, problems: [{ line, message }] }
}

function jsonProblem(text: string): AttributesProblem | undefined {
  try {
    JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1]
    const line = position ? text.slice(0, Number(position)).split('\n').length : 1
    return {
      line,
      message: 'This is not JSON. Strings and names need double quotes, and the last entry has no comma.',
    }
  }
}

/** What attributes may hold, whoever sends them: JSON that PostgreSQL can keep, bounded in size and depth. */
export const Attributes = z
  .custom<Record<string, unknown>>(isMapping, { error: 'Attributes must be a mapping of names to values.' })
  .superRefine((value, ctx) => {
    const message =
      storageProblem(value, 1) ??
      (JSON.stringify(value).length > maxLength ? 'Attributes may have at most 64 KB.' : undefined)
    if (message) ctx.addIssue({ code: 'custom', message })
  })
  .meta({ type: 'object', additionalProperties: {} })

function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function storageProblem(value: unknown, depth: number): string | undefined {
  if (depth > maxDepth) return `Attributes may be nested at most ${maxDepth} levels deep.`
  if (typeof value === 'string')
    return isStorable(value) ? undefined : 'Attributes hold a character that cannot be stored.'
  if (typeof value === 'number' && !Number.isFinite(value))
    return 'Attributes hold a number that cannot be stored.'
  if (typeof value !== 'object' || value === null)
    return ['undefined', 'function', 'symbol', 'bigint'].includes(typeof value)
      ? 'Attributes hold a value that cannot be stored.'
      : undefined
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return 'Attributes hold a character that cannot be stored.'
    if (key === '__proto__') return 'Attributes cannot have an entry called __proto__.'
    const message = storageProblem(inner, depth + 1)
    if (message) return message
  }
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text)
}
