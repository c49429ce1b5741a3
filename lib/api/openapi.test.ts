import { expect, test } from 'vitest'
import { z } from 'zod'
import { apiAs } from './testing'

type Operation = {
  operationId: string
  security?: unknown[]
  parameters?: { name: string; schema: unknown }[]
  requestBody?: unknown
  responses: Record<string, unknown>
}
const document = async () => (await apiAs(undefined)('/schema/?format=json')).body

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
