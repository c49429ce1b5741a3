import { Composer, CST, type Document, type ErrorCode, Lexer, LineCounter, Parser } from 'yaml'

export type LineAt = (offset: number) => number
type Problem = { pos: [number, number]; message: string }

export type Source = {
  document: Document.Parsed
  lineAt: LineAt
  laterDocument: number | undefined
  /** Where comments begin. */
  comments: number[]
}

/** Why a text was not read to its end. */
export type RefusedSource = { refused: 'deep' | 'long' } | { refused: Problem[]; lineAt: LineAt }

type Bounds = { depth: number; lines: number; lexemes: number; problems: number }

class Refused extends Error {
  constructor(readonly why: 'deep' | 'long' | 'problems') {
    super(why)
  }
}

/**
 * Reads YAML only as far as the bounds go: no deeper than may be composed without ending the process, which recurses, no
 * more lines than are worth their time, and no further than to the problem that makes enough of them. Never throws.
 */
export function readSource(text: string, bounds: Bounds): Source | RefusedSource {
  const lines = new LineCounter()
  const lineAt: LineAt = (offset) => Math.max(1, lines.linePos(offset).line)
  const comments: number[] = []
  const { composer, found } = stoppingComposer(bounds.problems)
  try {
    let document: Document.Parsed | undefined
    for (const next of composer.compose(boundedTokens(text, lines, comments, bounds), true, text.length)) {
      if (document) return { document, lineAt, laterDocument: next.range[0], comments }
      document = next as Document.Parsed
    }
    // The composer was told to make one out of nothing.
    return { document: document as Document.Parsed, lineAt, laterDocument: undefined, comments }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return error.why === 'problems' ? { refused: found(), lineAt } : { refused: error.why }
  }
}

function* boundedTokens(text: string, lines: LineCounter, comments: number[], bounds: Bounds) {
  const parser = new Parser(lines.addNewLine)
  lines.addNewLine(0)
  // Looked at before it is taken apart, since what is too long would be read up to there in vain.
  if (text.split('\n').length > bounds.lines) throw new Refused('long')
  let isScalar = false
  let lexemes = 0
  let errors = 0
  for (const lexeme of new Lexer().lex(text)) {
    // A list or map within a line costs twice as much to compose as a value.
    if (lexeme.trim() !== '') lexemes += lexeme === '[' || lexeme === '{' ? 2 : 1
    if (lexemes > bounds.lexemes) throw new Refused('long')
    if (!isScalar && lexeme.startsWith('#')) comments.push(parser.offset)
    isScalar = !isScalar && lexeme === CST.SCALAR
    for (const token of parser.next(lexeme)) {
      yield token
      if (token.type === 'error' && ++errors >= bounds.problems) throw new Refused('problems')
    }
    if (parser.stack.length > bounds.depth) throw new Refused('deep')
  }
  yield* parser.end()
}

/** The library gathers problems without end and has no option for it: its own gatherer is wrapped. */
function stoppingComposer(enough: number) {
  // Its own check for names that are there twice takes quadratic time.
  const composer = new Composer({ uniqueKeys: false })
  const inner = composer as unknown as {
    onError: (source: unknown, code: ErrorCode, message: string, warning?: boolean) => void
    doc: { errors: Problem[] } | null
    errors: Problem[]
    warnings: Problem[]
  }
  const found = () => [...(inner.doc?.errors ?? []), ...inner.errors, ...inner.warnings].slice(0, enough)
  const gather = inner.onError
  inner.onError = (...problem) => {
    gather(...problem)
    if (found().length >= enough) throw new Refused('problems')
  }
  return { composer, found }
}
