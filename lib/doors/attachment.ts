import 'server-only'
import { privateHeaders } from './lookup'

/** A file to be saved, sent piece by piece as it is read. The name must be plain ASCII without quotes. */
export function attachment(filename: string, contentType: string, pieces: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: () => void pieces.return(undefined),
  })
  return new Response(body, {
    headers: {
      ...privateHeaders,
      'content-type': contentType,
      'content-disposition': `attachment; filename="${filename}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}
