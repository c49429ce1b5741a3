import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isCollection,
  isNode,
  isScalar,
  LineCounter,
  Parser,
  type Scalar,
  stringify,
  visit,
} from 'yaml'
import { z } from 'zod'
import { Attributes, maxAttributesDepth } from './attributes'

export type AttributesFormat = 'yaml' | 'json'
export type AttributesProblem = { line: number; message: string }
export type ParsedAttributes =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; problems: AttributesProblem[] }

/** More than may be stored: written with one value a line, deep attributes take several times their room. */
const maxTextLength = 256 * 1024
const maxProblems = 20
const tooDeep = `Attributes may be nested at most ${maxAttributesDepth} levels deep.`

/** Reads what somebody typed into the attributes editor. Never throws; each problem names its line, from 1. */
export function parseAttributes(text: string, format: AttributesFormat): ParsedAttributes {
  if (text.length > maxTextLength) return fail('Attributes may have at most 64 KB.')
  if (text.trim() === '') return { ok: true, value: {} }
  const source = readSource(text)
  if (!source) return fail(tooDeep)
  return format === 'json' ? parseJson(text, source) : parseYaml(source)
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

function parseYaml({ document, lineAt, laterDocument }: Source): ParsedAttributes {
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    message: message.split('\n')[0] ?? message,
  }))
  if (laterDocument !== undefined)
    problems.push({ line: lineAt(laterDocument), message: 'There can be only one document.' })
  problems.push(...refusedSyntax(document, lineAt), ...refusedNames(document, lineAt))
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, maxProblems) }
  return checked(document.toJS({ maxAliasCount: 0 }) ?? {}, document, lineAt)
}

/** The value is what JSON says; the YAML reader, which knows JSON too, tells lines and what is there twice. */
function parseJson(text: string, { document, lineAt }: Source): ParsedAttributes {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const message = 'This is not JSON. Strings and names need double quotes, and the last entry has no comma.'
    const offset = document.errors[0]?.pos[0] ?? /position (\d+)/.exec(String(error))?.[1]
    const line = offset === undefined ? text.trimEnd().split('\n').length : lineAt(Number(offset))
    return { ok: false, problems: [{ line, message }] }
  }
  const problems = [...refusedNames(document, lineAt), ...inexactNumbers(document, lineAt)]
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, maxProblems) }
  return checked(value, document, lineAt)
}

type LineAt = (offset: number) => number
type Source = { document: Document.Parsed; lineAt: LineAt; laterDocument: number | undefined }

/** Undefined when it is nested so deeply that composing it, which recurses, could end the process. */
function readSource(text: string): Source | undefined {
  const lines = new LineCounter()
  const tokens = [...new Parser(lines.addNewLine).parse(text)]
  if (isTooDeep(tokens)) return undefined
  // The composer's own check for names that are there twice takes quadratic time.
  const composer = new Composer({ uniqueKeys: false })
  const [document, later] = [...composer.compose(tokens, true, text.length)]
  if (!document) return undefined
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line)
  return { document: document as Document.Parsed, lineAt, laterDocument: later?.range[0] }
}

function isTooDeep(tokens: CST.Token[]): boolean {
  let level = tokens
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxAttributesDepth + 5) return true
    level = level.flatMap(tokensBelow)
  }
  return false
}

function tokensBelow(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : []
  if (!('items' in token)) return []
  return token.items.flatMap((item) => [item.key, item.value].filter((below) => below != null))
}

function refusedSyntax(document: Document.Parsed, lineAt: LineAt): AttributesProblem[] {
  const problems = inexactNumbers(document, lineAt)
  if (document.directives.yaml.explicit)
    problems.push({ line: 1, message: 'Directives are not accepted here.' })
  visit(document, {
    Node(_key, node) {
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
      const names = new Set<string>()
      for (const { key } of map.items) {
        const line = isNode(key) ? lineAt(key.range?.[0] ?? 0) : 1
        if (isCollection(key)) problems.push({ line, message: 'A name must be plain text.' })
        if (!isScalar(key)) continue
        if (typeof key.value !== 'string') key.value = key.source ?? String(key.value)
        const name = String(key.value)
        if (names.has(name)) problems.push({ line, message: 'This name is there twice.' })
        names.add(name)
      }
    },
  })
  return problems
}

/** Whole numbers beyond 2^53 would be stored as another number. */
function inexactNumbers(document: Document.Parsed, lineAt: LineAt): AttributesProblem[] {
  const problems: AttributesProblem[] = []
  visit(document, {
    Scalar(key, node: Scalar) {
      const { value, source = '' } = node
      const isInexact =
        key !== 'key' &&
        typeof value === 'number' &&
        /^[-+]?\d+$/.test(source) &&
        BigInt(source.replace('+', '')) !== BigInt(value) &&
        source !== String(value)
      if (isInexact)
        problems.push({
          line: lineAt(node.range?.[0] ?? 0),
          message: 'This number is too long to be kept exactly. Put it in quotes.',
        })
    },
  })
  return problems
}

function checked(value: unknown, document: Document.Parsed, lineAt: LineAt): ParsedAttributes {
  const result = Attributes.safeParse(value)
  if (result.success) return { ok: true, value: result.data }
  const issue = result.error.issues[0]
  const node = document.getIn(issue?.path ?? [], true)
  const line = isNode(node) ? lineAt(node.range?.[0] ?? 0) : 1
  return { ok: false, problems: [{ line, message: issue?.message ?? 'Not valid.' }] }
}

function fail(message: string): ParsedAttributes {
  return { ok: false, problems: [{ line: 1, message }] }
}
