import { type Document, isAlias, isCollection, isNode, isScalar, type Scalar, stringify, visit } from 'yaml'
import { z } from 'zod'
import { Attributes, maxAttributesDepth } from './attributes'
import { inexactNumber, isExactNumber, nameTwice, readExactJson } from './exact-json'
import { type LineAt, readSource, type Source } from './yaml-source'

export type AttributesFormat = 'yaml' | 'json'
export type AttributesProblem = { line: number; message: string }
export type ParsedAttributes =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; problems: AttributesProblem[] }

/** More than may be stored: written with one value a line, deep attributes take several times their room. */
const maxTextLength = 256 * 1024
const maxProblems = 20
// As many lines as 64 KB have with one value on each, and three signs for every value.
const bounds = { depth: maxAttributesDepth + 5, lines: 33_000, lexemes: 100_000, problems: maxProblems }
const refusals = {
  deep: `Attributes may be nested at most ${maxAttributesDepth} levels deep.`,
  long: 'Attributes may have at most 64 KB.',
}

/** Reads what somebody typed into the attributes editor. Never throws; each problem names its line, from 1. */
export function parseAttributes(text: string, format: AttributesFormat): ParsedAttributes {
  if (text.length > maxTextLength) return fail(refusals.long)
  if (text.trim() === '') return { ok: true, value: {} }
  if (format === 'json') return parseJson(text)
  const source = readSource(text, bounds)
  if (!('refused' in source)) return parseYaml(source)
  if (typeof source.refused === 'string') return fail(refusals[source.refused])
  return { ok: false, problems: located(source.refused, source.lineAt) }
}

/** Writes attributes for the editor, so that reading them back gives the same value. */
export function formatAttributes(value: Record<string, unknown>, format: AttributesFormat): string {
  if (format === 'json') return JSON.stringify(value, null, 2)
  return Object.keys(value).length === 0
    ? '{}'
    : stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 })
}

/** The attributes as a form holds them, read into the value that is stored. */
export const AttributesText = z
  .object({ text: z.string(), format: z.enum(['yaml', 'json']) })
  .transform(({ text, format }, ctx) => {
    const parsed = parseAttributes(text, format)
    if (parsed.ok) return parsed.value
    for (const { line, message } of parsed.problems)
      ctx.addIssue({ code: 'custom', message: `Line ${line}: ${message}` })
    return z.NEVER
  })

const commentLost = 'Comments are not kept. Remove it, or put the value in quotes if the # belongs to it.'

function parseYaml({ document, lineAt, laterDocument, comments }: Source): ParsedAttributes {
  const problems = located([...document.errors, ...document.warnings], lineAt)
  if (laterDocument !== undefined)
    problems.push({ line: lineAt(laterDocument), message: 'There can be only one document.' })
  problems.push(
    ...comments.slice(0, maxProblems).map((offset) => ({ line: lineAt(offset), message: commentLost })),
  )
  problems.push(...refusedSyntax(document, lineAt), ...refusedNames(document, lineAt))
  if (problems.length > 0) {
    const inOrder = problems.sort((a, b) => a.line - b.line)
    return { ok: false, problems: inOrder.slice(0, maxProblems) }
  }
  return checked(document.toJS({ maxAliasCount: 0 }) ?? {}, (path) => {
    const node = document.getIn(path, true)
    return isNode(node) ? lineAt(node.range?.[0] ?? 0) : 1
  })
}

function located(found: { pos: [number, number]; message: string }[], lineAt: LineAt): AttributesProblem[] {
  return found.map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    message: message.split('\n')[0] ?? message,
  }))
}

function parseJson(text: string): ParsedAttributes {
  const read = readExactJson(text)
  if (!read.ok) return { ok: false, problems: read.problems }
  return checked(read.value, read.lineOf)
}

function refusedSyntax(document: Document.Parsed, lineAt: LineAt): AttributesProblem[] {
  const problems = respelledValues(document, lineAt)
  if (document.directives.yaml.explicit)
    problems.push({ line: 1, message: 'Directives are not accepted here.' })
  visit(document, {
    Node(_key, node) {
      if (problems.length >= maxProblems) return visit.BREAK
      const line = lineAt(node.range?.[0] ?? 0)
      if (isAlias(node) || node.anchor)
        problems.push({ line, message: 'Anchors and aliases are not accepted here.' })
      else if (node.tag) problems.push({ line, message: `The tag ${node.tag} is not accepted here.` })
    },
  })
  return problems
}

/** Names that are no text or are there twice. Makes names such as 1.10 and yes text, spelled as they are. */
function refusedNames(document: Document.Parsed, lineAt: LineAt): AttributesProblem[] {
  const problems: AttributesProblem[] = []
  visit(document, {
    Map(_key, map) {
      if (problems.length >= maxProblems) return visit.BREAK
      const names = new Set<string>()
      for (const { key } of map.items) {
        const line = isNode(key) ? lineAt(key.range?.[0] ?? 0) : 1
        if (isCollection(key) && problems.length < maxProblems)
          problems.push({ line, message: 'A name must be plain text.' })
        if (!isScalar(key)) continue
        if (typeof key.value !== 'string') key.value = key.source ?? String(key.value)
        const name = String(key.value)
        if (names.has(name) && problems.length < maxProblems) problems.push({ line, message: nameTwice })
        names.add(name)
      }
    },
  })
  return problems
}

/** Values without quotes that would not come back as they were written, such as 01067, 1.10 or +49301234567. */
function respelledValues(document: Document.Parsed, lineAt: LineAt): AttributesProblem[] {
  const problems: AttributesProblem[] = []
  visit(document, {
    Scalar(key, { type, value, source = '', range }: Scalar) {
      if (problems.length >= maxProblems) return visit.BREAK
      if (key === 'key' || type !== 'PLAIN' || typeof value === 'string') return
      const kept = JSON.stringify(value)
      const isKept = source === kept || source === '' || source === '~'
      if (isKept || (typeof value === 'number' && !Number.isFinite(value))) return
      const message =
        typeof value === 'number' &&
        /^[-+.\d]/.test(source) &&
        !/^0[xo]/.test(source) &&
        !isExactNumber(source)
          ? inexactNumber
          : `This would be kept as ${kept}. Put it in quotes to keep it as it is written.`
      problems.push({ line: lineAt(range?.[0] ?? 0), message })
    },
  })
  return problems
}

function checked(value: unknown, lineOf: (path: string[]) => number): ParsedAttributes {
  const result = Attributes.safeParse(value)
  if (result.success) return { ok: true, value: result.data }
  const issue = result.error.issues[0]
  const path = (issue?.path ?? []).map(String)
  return { ok: false, problems: [{ line: lineOf(path), message: issue?.message ?? 'Not valid.' }] }
}

function fail(message: string): ParsedAttributes {
  return { ok: false, problems: [{ line: 1, message }] }
}
