import { compile } from 'json-schema-to-typescript'

type Content = { content?: { 'application/json'?: { schema: object } } }
type Operation = { parameters: object[]; requestBody?: Content; responses: Record<string, Content> }
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

/** TypeScript for what an OpenAPI document says each operation reads and answers, by its method and path. */
export function typesOf({ paths, components }: Document): Promise<string> {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([key]) => key !== 'parameters')
      .map(
        ([method, operation]) => [`${method.toUpperCase()} ${path}`, typesOfOperation(operation)] as const,
      ),
  )
  const schema = {
    ...object(Object.fromEntries(operations)),
    // Titles would name types a second time.
    definitions: components.schemas,
  }
  const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/definitions/')
  return compile(JSON.parse(text), 'Api', {
    bannerComment:
      '// Made from the OpenAPI document: `npx vitest run lib/doors/api/openapi.test.ts -u` makes it anew.',
    additionalProperties: false,
    style: { semi: false, singleQuote: true, printWidth: 110 },
  })
}

function typesOfOperation({ requestBody, responses }: Operation): object {
  const done = responses[200] ?? responses[201]
  return object({ body: schemaOf(requestBody), answer: schemaOf(done) })
}

function schemaOf(content: Content | undefined): object {
  return content?.content?.['application/json']?.schema ?? { tsType: 'undefined' }
}

function object(properties: Record<string, object>): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}
