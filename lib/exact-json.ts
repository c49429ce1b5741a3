import { findNodeAtLocation, getNodePath, type Node, type ParseError, parseTree } from 'jsonc-parser'

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
  const { root, errorAt } = readTree(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const line = lineAt(text, errorAt ?? text.trimEnd().length)
    return { ok: false, isJson: false, problems: [{ line, message: notJson, path: [] }] }
  }
  const problems = root ? changesIn(text, root) : [{ line: 1, message: tooDeep, path: [] }]
  if (!root || problems.length > 0) return { ok: false, isJson: true, problems }
  return {
    ok: true,
    value,
    lineOf: (path) => lineAt(text, nodeAt(root, path)?.offset ?? 0),
  }
}

const notJson = 'This is not JSON. Strings and names need double quotes, and the last entry has no comma.'
const tooDeep = 'This is nested too deeply.'
export const inexactNumber = 'This number is too long to be kept exactly. Put it in quotes.'
export const nameTwice = 'This name is there twice.'

/** Without a root when it is nested more deeply than the stack allows. */
function readTree(text: string): { root: Node | undefined; errorAt: number | undefined } {
  const errors: ParseError[] = []
  try {
    const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
    return { root, errorAt: errors[0]?.offset }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { root: undefined, errorAt: undefined }
  }
}

function nodeAt(root: Node, path: Path): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, step) => node && findNodeAtLocation(node, [node.type === 'array' ? Number(step) : String(step)]),
    root,
  )
}

function changesIn(text: string, root: Node): JsonProblem[] {
  const problems: JsonProblem[] = []
  const waiting = [root]
  for (let node = waiting.pop(); node && problems.length < maxProblems; node = waiting.pop()) {
    const { children = [], offset, length } = node
    const found = [
      ...(node.type === 'object' ? namesTwice(children) : []).map((twice) => ({
        node: twice,
        message: nameTwice,
      })),
      ...(node.type === 'number' && !isExactNumber(text.slice(offset, offset + length))
        ? [{ node, message: inexactNumber }]
        : []),
    ].slice(0, maxProblems - problems.length)
    problems.push(
      ...found.map(({ node, message }) => ({
        ...{ line: lineAt(text, node.offset), message },
        path: getNodePath(node),
      })),
    )
    for (const child of children) waiting.push(child)
  }
  return problems.sort((a, b) => a.line - b.line)
}

/** The names that stand in their object before already. */
function namesTwice(properties: Node[]): Node[] {
  const seen = new Set<unknown>()
  return properties.flatMap(({ children: [name] = [] }) => {
    if (!name || !seen.has(name.value)) {
      seen.add(name?.value)
      return []
    }
    return [name]
  })
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
