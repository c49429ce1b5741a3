import 'server-only'
import { z } from 'zod'
import { NotFound } from '@/lib/kernel/errors'
import { requireAnyOf } from '@/lib/rights/require'
import { answer, nothingToSay } from './answer'
import { readJson } from './body'
import { queryOf, wirePlan } from './dry-run'
import type { Method, Operation, Operations, Reply } from './operation'
import { HttpProblem, parseFields, problemResponse } from './problems'
import { readQuery } from './query'
import { type ApiContext, tokenContext } from './token'

type Params = Record<string, string | string[] | undefined>
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>
type Handlers = Record<Method | 'OPTIONS', Handler>

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies Method[]

/**
 * The handlers of one path of the REST API: token, permission, input, one function of lib, then the wire format. A
 * method without an operation answers 405.
 */
export function endpoint(operations: Operations): Handlers {
  const allow = [...methods.filter((method) => operations[method]), 'OPTIONS'].join(', ')
  const answersTo = (method: Method) =>
    answering((request, params) => {
      const operation = operations[method]
      if (!operation) throw new HttpProblem(405, `This path serves ${allow}.`, { allow })
      return call(operation, request, params)
    })
  return {
    GET: answersTo('GET'),
    POST: answersTo('POST'),
    PUT: answersTo('PUT'),
    PATCH: answersTo('PATCH'),
    DELETE: answersTo('DELETE'),
    OPTIONS: async () => new Response(null, { status: 204, headers: { allow } }),
  }
}

const nothing = answering(() => {
  throw new NotFound('This path')
})

/** The handlers of every path that no other route serves. */
export const unknownPath: Handlers = {
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
  OPTIONS: nothing,
}

/** Only the product's own errors are answered; a bug passes through to the server's 500. */
function answering(handler: (request: Request, params: Params) => Promise<Response>): Handler {
  return async (request, { params }) => {
    try {
      return await handler(request, await params)
    } catch (error) {
      const response = problemResponse(error)
      if (!response) throw error
      return response
    }
  }
}

async function call(operation: Operation, request: Request, params: Params): Promise<Response> {
  if (operation.public) return success(operation, await operation.run())
  const ctx = await tokenContext(request.headers)
  await requireAllowed(operation, ctx, params)
  const refusals = operation.refusals ?? {}
  const query = readQuery(request.url, queryOf(operation) ?? noParameters, refusals)
  const body =
    operation.body && parseFields(operation.body, await readJson(request, operation.bodyOptional), refusals)
  const ifMatch = operation.versioned ? readIfMatch(request.headers) : undefined
  // Parsed by the operation's own schemas just above, which is what its `run` is typed by.
  const input = { params, query, body, ifMatch } as Parameters<typeof operation.run>[1]
  if (operation.plan && query.dry_run === true) return answer(200, wirePlan(await operation.plan(ctx, input)))
  return success(operation, await operation.run(ctx, input))
}

/** First without the target, of which who holds nothing is told nothing. */
async function requireAllowed({ permission, target }: Operation, ctx: ApiContext, params: Params) {
  if (!permission) return
  const needed = typeof permission === 'string' ? ([permission] as const) : permission
  await requireAnyOf(ctx, needed)
  if (target) await requireAnyOf(ctx, needed, await target(ctx, params as Record<string, string>))
}

const noParameters = z.strictObject({})

function success({ status = 200 }: Operation, { result, version }: Reply<unknown>): Response {
  if (status === 204) return nothingToSay()
  return answer(status, result, version === undefined ? {} : { etag: `"${version}"` })
}

/** `*` asks for nothing more than that the user is there. */
function readIfMatch(headers: Headers): number | undefined {
  const header = headers.get('if-match')?.trim()
  if (header === undefined || header === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (!version) throw new HttpProblem(412, 'If-Match takes one ETag as this API gives it, such as "3", or *.')
  return Number(version)
}
