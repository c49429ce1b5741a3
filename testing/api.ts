import type { Db } from '@/db/types'
import { endpoint } from '@/lib/doors/api/endpoint'
import type { Method, Operations } from '@/lib/doors/api/operation'
import { routes } from '@/lib/doors/api/routes'
import { insertAdministratorGrant } from '@/lib/rights/administrators'
import { createToken } from '@/lib/tokens/create'
import type { CreateUser } from '@/lib/users/input'
import type { Api, Plan } from './api-document'
import { contextFor, makeUser } from './world'

const hourMs = 60 * 60_000

/** A new user and a token of theirs that is good for an hour. */
export async function userWithToken(db: Db, fields: Partial<CreateUser> & { administrator?: boolean } = {}) {
  const { administrator = false, ...user } = fields
  const made = await makeUser(contextFor(db), user)
  if (administrator) await insertAdministratorGrant(contextFor(db), made.id)
  return { ...made, token: await tokenOf(db, made.username) }
}

export async function tokenOf(db: Db, username: string, expiresAt = new Date(Date.now() + hourMs)) {
  const operator = contextFor(db, { type: 'operator' }, new Date())
  const { secret } = await createToken(operator, { username, description: 'test', expiresAt })
  return secret
}

/** fetch, answered by the handlers themselves: paths are matched as the routes of the app are. */
export async function fetchApi(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const path = new URL(request.url).pathname.replace(/^\/api\/v3/, '')
  const { operations, params } = match(path)
  const handler = endpoint(operations)[request.method as Method | 'OPTIONS']
  return handler(request, { params: Promise.resolve(params) })
}

function match(path: string): { operations: Operations; params: Record<string, string> } {
  for (const [template, operations] of Object.entries(routes)) {
    if (template === path) return { operations, params: {} }
  }
  for (const [template, operations] of Object.entries(routes)) {
    const pattern = template.replace(/\{(\w+)\}/, '(?<$1>[^/]+)')
    const groups = new RegExp(`^${pattern}$`).exec(path)?.groups
    if (groups)
      return {
        operations,
        params: Object.fromEntries(
          Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]),
        ),
      }
  }
  throw new Error(`no route for ${path}`)
}

type AnyCall = { method?: string; body?: unknown; headers?: Record<string, string> }

/** Calls the API as a script with this token would, with whatever body, and reads the answer. */
export function anyApiAs(token: string | undefined) {
  return async (path: string, { method, body, headers }: AnyCall = {}) => {
    const response = await fetchApi(`http://localhost:3000/api/v3${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }
}

type Parts<Path> = Path extends `${infer First}/${infer Rest}` ? [First, ...Parts<Rest>] : [Path]
type WithoutQuery<Path extends string> = Path extends `${infer Before}?${string}` ? Before : Path
type PartFits<Part, Template> = Template extends `{${string}}` ? true : Part extends Template ? true : false
type Fits<Path, Template> = Path extends [infer Part, ...infer Parts]
  ? Template extends [infer First, ...infer Others]
    ? PartFits<Part, First> extends true
      ? Fits<Parts, Others>
      : false
    : false
  : Template extends []
    ? true
    : false

/** The operation of the OpenAPI document that a call is one of; none is never. */
type OperationOf<Path extends string, M extends Method> = Path extends string
  ? M extends Method
    ? `${M} ${WithoutQuery<Path>}` extends keyof Api
      ? Api[`${M} ${WithoutQuery<Path>}`]
      : {
          [Key in keyof Api]: Key extends `${M} ${infer Template}`
            ? Fits<Parts<WithoutQuery<Path>>, Parts<Template>> extends true
              ? Api[Key]
              : never
            : never
        }[keyof Api]
    : never
  : never

type BodyOf<Path extends string, M extends Method> = OperationOf<Path, M>['body'] | string

type Answered<Path extends string, M extends Method> = Promise<{
  status: number
  headers: Headers
  body: Path extends `${string}dry_run=true${string}`
    ? Extract<OperationOf<Path, M>['answer'], Plan>
    : Exclude<OperationOf<Path, M>['answer'], Plan>
}>

type CheckedCall = {
  <const Path extends string, const M extends Method>(
    path: Path,
    options: Pick<AnyCall, 'headers'> & { method: M; body?: BodyOf<Path, M> },
  ): Answered<Path, M>
  <const Path extends string>(
    path: Path,
    options: Pick<AnyCall, 'headers'> & { body: BodyOf<Path, 'POST'> },
  ): Answered<Path, 'POST'>
  <const Path extends string>(path: Path, options?: Pick<AnyCall, 'headers'>): Answered<Path, 'GET'>
}

/** The same, checked against the OpenAPI document: paths, bodies unless they are written out, and answers of what succeeds. */
export function apiAs(token: string | undefined): CheckedCall {
  return anyApiAs(token) as CheckedCall
}
