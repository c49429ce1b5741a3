import { expect, test } from 'vitest'
import { z } from 'zod'
import { anyApiAs } from '@/testing/api'
import { typesOf } from '@/testing/api-types'

type Operation = {
  operationId: string
  security?: unknown[]
  parameters?: { name: string; schema: unknown }[]
  requestBody?: unknown
  responses: Record<string, unknown>
}
const document = async () => (await anyApiAs(undefined)('/schema/?format=json')).body

test('the OpenAPI document is served to anybody and says what each operation reads and answers', async () => {
  const { openapi, paths, security, components } = await document()
  expect(openapi).toBe('3.1.0')
  expect(security).toEqual([{ token: [] }])
  expect(components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' })
  const list: Operation = paths['/core/users/'].get
  expect(list.parameters?.map((parameter) => parameter.name)).toEqual(
    expect.arrayContaining(['search', 'page', 'page_size', 'cursor', 'type', 'path_startswith', 'is_active']),
  )
  expect(paths['/core/users/{id}/'].patch.parameters).toContainEqual(
    expect.objectContaining({ in: 'header', name: 'If-Match' }),
  )
  const { UserRequest, PatchedUserRequest, User } = components.schemas
  expect(UserRequest).toMatchObject({ required: ['username', 'name'], additionalProperties: false })
  expect(PatchedUserRequest.required).toBeUndefined()
  expect(User.properties.last_login).toMatchObject({
    anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }],
  })
  expect(User.additionalProperties).toBeUndefined()
  expect(components.schemas.PaginatedUserList.properties.results.items).toEqual({
    $ref: '#/components/schemas/User',
  })
})

test('a path names users by number, everything else by UUID, and says what is missing when nothing is there', async () => {
  const { paths } = await document()
  const idsOf = (path: string) =>
    paths[path].parameters.map(({ name, schema }: { name: string; schema: object }) => ({ name, ...schema }))
  const noted = Object.keys(paths).filter((path) => path.includes('{'))
  for (const path of noted) {
    const isByNumber = path.startsWith('/core/users/') || path === '/rbac/permissions/{id}/'
    expect({ path, ids: idsOf(path) }).toEqual({
      path,
      ids: [isByNumber ? { name: 'id', type: 'integer' } : { name: 'uuid', type: 'string', format: 'uuid' }],
    })
  }
  const missing = (path: string, method = 'get') => paths[path][method].responses[404].description
  expect([
    ...['/core/users/{id}/', '/core/groups/{uuid}/', '/rbac/roles/{uuid}/', '/rbac/grants/{uuid}/'].map(
      (path) => missing(path),
    ),
    missing('/rbac/permissions/assigned_by_roles/{uuid}/assign/', 'post'),
    missing('/core/groups/'),
  ]).toEqual(
    ['user', 'group', 'role', 'grant', 'role', 'page'].map(
      (noun) => `There is no such ${noun} that the token may see.`,
    ),
  )
})

test('every reference in the document leads somewhere, and every operation has its own name', async () => {
  const whole = await document()
  const references = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
  expect(references.length).toBeGreaterThan(10)
  for (const [, name] of references) expect(Object.keys(whole.components.schemas)).toContain(name)
  const operations: Operation[] = Object.values<Record<string, Operation>>(whole.paths).flatMap((path) =>
    Object.entries(path)
      .filter(([key]) => key !== 'parameters')
      .map(([, operation]) => operation),
  )
  const names = operations.map((operation) => operation.operationId)
  expect(new Set(names).size).toBe(names.length)
})

test('every schema of the document is one that JSON Schema tools accept', async () => {
  const { components } = await document()
  for (const [name, schema] of Object.entries<Parameters<typeof z.fromJSONSchema>[0]>(components.schemas)) {
    const alone = { ...Object(schema), $defs: components.schemas }
    const text = JSON.stringify(alone).replaceAll('#/components/schemas/', '#/$defs/')
    expect(z.fromJSONSchema(JSON.parse(text)), name).toBeDefined()
  }
})

test('the types that the tests of the API are checked against are those of the document', async () => {
  await expect(await typesOf(await document())).toMatchFileSnapshot('../../../testing/api-document.ts')
})
