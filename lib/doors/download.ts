import 'server-only'
import type { SignedInContext } from '@/lib/kernel/context'
import { asDomainError } from '@/lib/kernel/unavailable'
import { sayIn } from '@/words/say'
import { readerLocale } from '@/words/words'
import { privateHeaders, statusOf } from './lookup'
import { isSentByOwnPage } from './own-pages'
import { currentContext } from './page'

/**
 * Makes a POST handler that answers a form of ours with a file. It may leave an event, so it is no GET, which other sites
 * can have sent; of a POST it asks who sent it. Refused, it answers a sentence, since a browser shows what is no file.
 */
export function download(make: (ctx: SignedInContext) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    if (!isSentByOwnPage(request.headers))
      return refusal(403, 'This can only be asked for on a page of Latchkey.')
    try {
      const ctx = await currentContext()
      if (!ctx) return refusal(401, 'Your session has ended. Sign in again.')
      return await make(ctx)
    } catch (thrown) {
      const error = asDomainError(thrown)
      if (!error) throw thrown
      return refusal(statusOf(error), sayIn(await readerLocale(), error.wording))
    }
  }
}

function refusal(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { ...privateHeaders, 'content-type': 'text/plain; charset=utf-8' },
  })
}
