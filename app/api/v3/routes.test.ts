import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '@/lib/doors/api/routes'
import { GET as schema } from './schema/route'

const here = import.meta.dirname
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Handler = (
  request: Request,
  context: { params: Promise<{ id: string; uuid: string }> },
) => Promise<Response>
type Route = Record<(typeof methods)[number] | 'OPTIONS', Handler>

const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts') && !file.includes('[[...path]]'))
  .map((file) => ({
    file,
    path: `/${relative('.', file).replace(/route\.ts$/, '')}`.replaceAll('[', '{').replaceAll(']', '}'),
  }))

async function servedBy(file: string): Promise<string[]> {
  const route: Route = await import(join(here, file))
  const served: string[] = []
  for (const method of methods) {
    const request = new Request('http://localhost:3000/api/v3/', { method })
    const { status } = await route[method](request, { params: Promise.resolve({ id: '1', uuid: '1' }) })
    if (status !== 405) served.push(method)
  }
  return served
}

test('the routes serve exactly the paths and methods of the OpenAPI document', async () => {
  const request = new Request('http://localhost:3000/api/v3/schema/')
  const { paths } = await (await schema(request, { params: Promise.resolve({}) })).json()
  const described = Object.entries<object>(paths).map(([path, item]) => [
    path,
    methods.filter((method) => Object.hasOwn(item, method.toLowerCase())),
  ])
  const served = await Promise.all(files.map(async ({ file, path }) => [path, await servedBy(file)]))
  expect(Object.fromEntries(served)).toEqual(Object.fromEntries(described))
  expect(Object.keys(paths).sort()).toEqual(Object.keys(routes).sort())
})

test('a path that nothing serves is not found, in JSON, by every method', async () => {
  expect(existsSync(join(here, '[[...path]]/route.ts'))).toBe(true)
  const route: Route = await import('./[[...path]]/route')
  for (const method of methods) {
    const response = await route[method](
      new Request('http://localhost:3000/api/v3/core/robots/', { method }),
      {
        params: Promise.resolve({ id: '', uuid: '' }),
      },
    )
    expect([response.status, await response.json()]).toEqual([404, { detail: 'This path was not found.' }])
  }
})
