import { findNodeAtLocation, type JSONVisitor, type Node, parseTree, visit } from 'jsonc-parser'

type Path = (string | number)[]

/** What a text holds that cannot be read, or that reading would change: on which line, from 1, and in which value. */
export type JsonProblem = { line: number; message: string; path: Path }

export type ExactJson =
  | { ok: true; value: unknown; lineOf: (path: Path) => number }
  | { ok: false; isJson: boolean; problems: JsonProblem[] }

const maxProblems = 20
const maxNumberLength = 400

/**
 * Reads JSON so that nothing of it changes in silence: refused is a number that JavaScript would keep as another one (RFC
 * 8259 §6) and a name that is there twice (§4). Never throws.
 */
export function readExactJson(text: string): ExactJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const line = lineAt(text, firstError(text) ?? text.trimEnd().length)
    return { ok: false, isJson: false, problems: [{ line, message: notJson, path: [] }] }
  }
  const problems = changesIn(text)
  if (problems.length > 0) return { ok: false, isJson: true, problems }
  return { ok: true, value, lineOf: (path) => lineAt(text, offsetOf(text, path)) }
}

const notJson = 'This is not JSON. Strings and names need double quotes, and the last entry has no comma.'
const tooDeep = 'This is nested too deeply.'
export const inexactNumber = 'This number is too long to be kept exactly. Put it in quotes.'
export const nameTwice = 'This name is there twice.'

class Enough extends Error {}

/**
 * Goes through the text without making a tree of it, until the visitor has enough. False when it is nested more deeply than
 * the stack allows.
 */
function goThrough(text: string, visitor: JSONVisitor): boolean {
  try {
    visit(text, visitor, { disallowComments: true, allowTrailingComma: false })
  } catch (error) {
    if (error instanceof RangeError) return false
    if (!(error instanceof Enough)) throw error
  }
  return true
}

function firstError(text: string): number | undefined {
  let found: number | undefined
  goThrough(text, {
    onError(_error, offset) {
      found = offset
      throw new Enough()
    },
  })
  return found
}

/** The line of a value is asked for once at most, of a text that is refused for it: only then is a tree worth its time. */
function offsetOf(text: string, path: Path): number {
  const root = parseTree(text)
  const node = path.reduce<Node | undefined>(
    (node, step) => node && findNodeAtLocation(node, [node.type === 'array' ? Number(step) : String(step)]),
    root,
  )
  return node?.offset ?? 0
}

/** Names that stand in their object before already, and numbers that would be others, in the order of the text. */
function changesIn(text: string): JsonProblem[] {
  const problems: JsonProblem[] = []
  const add = (offset: number, message: string, path: Path) => {
    problems.push({ line: lineAt(text, offset), message, path })
    if (problems.length >= maxProblems) throw new Enough()
  }
  const open: Set<string>[] = []
  const isShallow = goThrough(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty(name, offset, _length, _line, _character, pathOf) {
      const names = open.at(-1)
      if (names?.has(name)) add(offset, nameTwice, [...pathOf(), name])
      names?.add(name)
    },
    onLiteralValue(value, offset, length, _line, _character, pathOf) {
      if (typeof value === 'number' && !isExactNumber(text.slice(offset, offset + length)))
        add(offset, inexactNumber, pathOf())
    },
  })
  return isShallow ? problems : [{ line: 1, message: tooDeep, path: [] }]
}

/** Whether JavaScript's number for a decimal text is the same number, written in whatever way. */
export function isExactNumber(source: string): boolean {
  if (source.length > maxNumberLength) return false
  const kept = Number(source)
  return Number.isFinite(kept) && significant(source) === significant(String(kept))
}

/** The digits that count and the power of ten that they are to be multiplied by. */
function significant(number: string): string {
  const [, digits = '', fraction = '', exponent = '0'] =
    /^[-+]?(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(number) ?? []
  const all = `${digits}${fraction}`
  const short = all.replace(/0+$/, '')
  const power = Number(exponent) - fraction.length + all.length - short.length
  const significant = short.replace(/^0+/, '')
  return significant === '' ? '0' : `${number.startsWith('-') ? '-' : ''}${significant}e${power}`
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
