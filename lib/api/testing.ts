import type { Db } from '@/db/types'
import { endpoint } from '@/lib/api'
import { insertAdministratorGrant } from '@/lib/permissions/administrators'
import { contextFor, makeUser } from '@/lib/testing'
import { createToken } from '@/lib/tokens/create'
import type { CreateUser } from '@/lib/users/input'
import type { Method, Operations } from './operation'
import { routes } from './routes'

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
    const id = new RegExp(`^${template.replace('{id}', '([^/]+)')}$`).exec(path)?.[1]
    if (id !== undefined) return { operations, params: { id: decodeURIComponent(id) } }
  }
  throw new Error(`no route for ${path}`)
}

type Call = { method?: string; body?: unknown; headers?: Record<string, string> }

/** Calls the API as a script with this token would, and reads the answer. */
export function apiAs(token: string | undefined) {
  return async (path: string, { method, body, headers }: Call = {}) => {
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
