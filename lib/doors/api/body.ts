import 'server-only'
import { Invalid } from '@/lib/kernel/errors'
import { readExactJson } from '@/lib/kernel/exact-json'
import { HttpProblem } from './problems'

const maxBytes = 1024 * 1024
const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i

/**
 * The JSON of a request's body, read no further than the bound; `{}` for none where it is optional. Throws Invalid by field
 * for what would not be kept as it was sent, HttpProblem for anything else that is not JSON.
 */
export async function readJson(request: Request, optional = false): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  const isJson = jsonType.test(type)
  if (!isJson && !optional) throw notJson()
  const bytes = await readBounded(request)
  if (optional && bytes.length === 0) return {}
  if (!isJson) throw notJson()
  const read = readExactJson(textOf(bytes))
  if (read.ok) return read.value
  if (!read.isJson) throw notReadable()
  const fields = read.problems.map(({ path, line, message }) => [path[0] ?? '', `Line ${line}: ${message}`])
  throw new Invalid(Object.fromEntries(fields.reverse().map(([field, message]) => [field, [message]])))
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notReadable()
  }
}

function notReadable(): HttpProblem {
  return new HttpProblem(400, 'JSON parse error: the body is not JSON in UTF-8.')
}

function notJson(): HttpProblem {
  return new HttpProblem(415, 'Send the body as Content-Type: application/json.')
}

async function readBounded(request: Request): Promise<Buffer> {
  const tooLarge = new HttpProblem(413, 'The body may have at most 1 MB.')
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
