import 'server-only'
import type { z } from 'zod'
import type { SignedInContext } from '@/lib/kernel/context'
import { type DomainError, Forbidden, Invalid, NotFound, Unavailable } from '@/lib/kernel/errors'
import { asDomainError } from '@/lib/kernel/unavailable'
import { sayIn } from '@/words/say'
import { readerLocale } from '@/words/words'
import { type Asker, requireAsker } from './action'
import { isSentFromElsewhere } from './own-pages'
import { currentContext } from './page'

export const privateHeaders = { 'cache-control': 'private, no-store' }

/**
 * Makes a GET handler for the console's own typing aids: signed in by cookie, reads only, answers JSON, and not to pages
 * of other sites, not even with how long it takes. Asks who may before it looks at what is asked, as actions do. Programs
 * use /api/v3 instead, which no cookie opens.
 */
export function lookup<Schema extends z.ZodType>(
  asker: Asker,
  schema: Schema,
  read: (ctx: SignedInContext, input: z.output<Schema>) => Promise<unknown>,
) {
  return async (request: Request): Promise<Response> => {
    if (isSentFromElsewhere(request.headers)) return refusal(403, 'Only pages of Latchkey may ask for this.')
    try {
      const ctx = await currentContext()
      if (!ctx) return refusal(401, 'Your session has ended. Sign in again.')
      await requireAsker(ctx, asker)
      const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
      if (!parsed.success) {
        const problem = parsed.error.issues[0]?.message ?? 'The request is not valid.'
        return refusal(400, sayIn(await readerLocale(), problem))
      }
      return Response.json(await read(ctx, parsed.data), { headers: privateHeaders })
    } catch (thrown) {
      const error = asDomainError(thrown)
      if (!error) throw thrown
      return refusal(statusOf(error), sayIn(await readerLocale(), error.wording))
    }
  }
}

export function statusOf(error: DomainError): number {
  if (error instanceof Forbidden) return 403
  if (error instanceof NotFound) return 404
  if (error instanceof Unavailable) return 503
  return error instanceof Invalid ? 400 : 409
}

function refusal(status: number, message: string): Response {
  return Response.json({ message }, { status, headers: privateHeaders })
}
