import 'server-only'
import { z } from 'zod'
import { absoluteUrl } from '@/lib/kernel/url'
import { queryOf, WirePlan } from './dry-run'
import type { Method, Operation, Operations } from './operation'
import { queryProperties } from './query'
import { GenericError, ValidationError } from './wire'

type Json = Record<string, unknown>
type Paths = Record<string, Operations>

/** The OpenAPI document of these paths, made from the very schemas that read and type what they serve. */
export function openApiDocument(paths: Paths): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'Latchkey API', version: '3', description: 'Users and folders, in JSON over HTTP.' },
    servers: [{ url: absoluteUrl('/api/v3').replace(/\/$/, '') }],
    security: [{ token: [] }],
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [path, pathItem(path, operations)]),
    ),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'An API token.' } },
      schemas: namedSchemas(paths),
    },
  }
}

function pathItem(path: string, operations: Operations): Json {
  const subject = subjectOf(path)
  const entries = (Object.entries(operations) as [Method, Operation][]).map(
    ([method, operation]) => [method.toLowerCase(), operationObject(operation, subject?.noun)] as const,
  )
  return { ...(subject && { parameters: [subject.parameter] }), ...Object.fromEntries(entries) }
}

/** What a path is about, from `/core/groups/{uuid}/`: a group, by its UUID. */
function subjectOf(path: string): { noun: string; parameter: Json } | undefined {
  const [, place = '', name = ''] = /(\w+)\/\{(\w+)\}/.exec(path) ?? []
  if (!name) return undefined
  const schema = name === 'uuid' ? { type: 'string', format: 'uuid' } : { type: 'integer' }
  return {
    noun: place.replace(/^assigned_by_/, '').replace(/s$/, ''),
    parameter: { in: 'path', name, required: true, schema },
  }
}

function operationObject(operation: Operation, noun: string | undefined): Json {
  const { id, summary, permission, body, bodyOptional = false, versioned } = operation
  if (operation.public) return publicOperation(operation)
  const query = queryOf(operation)
  const missing = [...(noun ? [noun] : []), ...(query && 'page' in query.shape ? ['page'] : [])].join(' or ')
  return {
    operationId: id,
    summary,
    ...(permission ? { description: `Needs the permission ${permission}.` } : {}),
    parameters: [...(query ? queryParameters(query) : []), ...(versioned ? [ifMatch] : [])],
    ...(body ? { requestBody: { required: !bodyOptional, content: content(body) } } : {}),
    responses: {
      ...answers(operation),
      400: { description: 'Input that cannot be accepted, by field.', content: content(ValidationError) },
      403: problem('No valid token, or not permitted.'),
      ...(missing ? { 404: problem(`There is no such ${missing} that the token may see.`) } : {}),
      ...(versioned ? { 412: problem('Changed since the version that If-Match names.') } : {}),
      ...(body ? { 413: problem('More than 1 MB.'), 415: problem('Not JSON.') } : {}),
      429: problem('Too many wrong tokens from this address.'),
    },
  }
}

function answers(operation: Operation): Json {
  const { status = 200, result } = operation
  const plans = !operation.public && operation.plan !== undefined
  const answered = [...(status === 204 ? [] : [result]), ...(plans && status !== 201 ? [WirePlan] : [])]
  const description = plans ? 'Done; or, with dry_run, what would be.' : 'Done.'
  return {
    ...(status === 204 ? { 204: { description: 'Done.' } } : {}),
    ...(answered.length > 0
      ? { [status === 204 ? 200 : status]: { description, content: content(...answered) } }
      : {}),
  }
}

function publicOperation({ id, summary, result }: Operation): Json {
  const responses = { 200: { description: 'Done.', content: content(result) } }
  return { operationId: id, summary, security: [], responses }
}

const ifMatch = {
  in: 'header',
  name: 'If-Match',
  schema: { type: 'string' },
  description: 'The ETag of the version to change. When it has changed since, nothing is done.',
}

function queryParameters(query: z.ZodObject): Json[] {
  return Object.entries(queryProperties(query)).map(([name, { description, ...schema }]) => ({
    in: 'query',
    name,
    ...(description ? { description } : {}),
    ...(schema.type === 'array' ? { style: 'form', explode: true } : {}),
    schema,
  }))
}

function problem(description: string): Json {
  return { description, content: content(GenericError) }
}

/** JSON of this kind, or of one of these. */
function content(...schemas: z.ZodType[]): Json {
  const references = schemas.map((schema) => ({ $ref: `#/components/schemas/${schemaName(schema)}` }))
  const [first, ...others] = references
  return { 'application/json': { schema: others.length === 0 ? first : { oneOf: references } } }
}

function schemaName(schema: z.ZodType): string {
  const name = schema.meta()?.id
  if (!name) throw new Error('a schema of the API has no name: give it .meta({ id })')
  return name
}

function namedSchemas(paths: Paths): Json {
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  const bodies = operations.flatMap((operation) => operation.body ?? [])
  const results = operations.flatMap(({ status, result }) => (status === 204 ? [] : [result]))
  return {
    ...jsonSchemas(bodies, 'input'),
    ...jsonSchemas([...results, WirePlan, GenericError, ValidationError], 'output'),
  }
}

/** Each schema by its name, and by theirs the named ones inside it. */
function jsonSchemas(schemas: z.ZodType[], io: 'input' | 'output'): Json {
  const named: Json = {}
  for (const schema of new Set(schemas)) {
    const { $schema, $defs, id, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override })
    Object.assign(named, { [schemaName(schema)]: own }, $defs)
  }
  return JSON.parse(JSON.stringify(named).replaceAll('"#/$defs/', '"#/components/schemas/'))

  /** An answer may gain fields: clients made from this document must not stumble over them. */
  function override({ jsonSchema }: { jsonSchema: Json }) {
    if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    delete jsonSchema.id
  }
}
