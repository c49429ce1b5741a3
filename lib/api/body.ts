import 'server-only'
import { HttpProblem } from './problems'

const maxBytes = 1024 * 1024
const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i

/** The JSON of a request's body, read no further than the bound; `{}` for none where it is optional. Throws HttpProblem for anything else. */
export async function readJson(request: Request, optional = false): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  const isJson = jsonType.test(type)
  if (!isJson && !optional) throw notJson()
  const bytes = await readBounded(request)
  if (optional && bytes.length === 0) return {}
  if (!isJson) throw notJson()
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new HttpProblem(400, 'JSON parse error: the body is not JSON in UTF-8.')
  }
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
