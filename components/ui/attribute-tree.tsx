import { Fragment } from 'react'

/** A value of the attributes, for reading: mappings as lists of terms, lists as lists, yes and no as words. */
export function AttributeTree({ value }: { value: unknown }) {
  if (value === null) return <span className="text-muted">none</span>
  if (typeof value === 'boolean') return <>{value ? 'yes' : 'no'}</>
  if (typeof value === 'string')
    return value === '' ? (
      <span className="text-muted">empty</span>
    ) : (
      <span className="whitespace-pre-wrap">{value}</span>
    )
  if (typeof value !== 'object') return <span className="tabular-nums">{String(value)}</span>
  return Array.isArray(value) ? <Items values={value} /> : <Terms value={{ ...value }} />
}

function Items({ values }: { values: unknown[] }) {
  if (values.length === 0) return <span className="text-muted">empty list</span>
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4 marker:text-faint">
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the values are a list of their own and may repeat.
        <li key={index}>
          <AttributeTree value={value} />
        </li>
      ))}
    </ul>
  )
}

function Terms({ value }: { value: Record<string, unknown> }) {
  const entries = Object.entries(value)
  if (entries.length === 0) return <span className="text-muted">empty mapping</span>
  return (
    <dl className="flex flex-col gap-1.5">
      {entries.map(([name, inner]) => (
        <Fragment key={name}>
          {isNested(inner) ? (
            <div>
              <dt className="break-words text-muted">{name}</dt>
              <dd className="mt-1 border-line border-l pl-3 [overflow-wrap:anywhere]">
                <AttributeTree value={inner} />
              </dd>
            </div>
          ) : (
            <div className="grid grid-cols-[minmax(5rem,2fr)_minmax(0,5fr)] gap-x-4">
              <dt className="break-words text-muted">{name}</dt>
              <dd className="[overflow-wrap:anywhere]">
                <AttributeTree value={inner} />
              </dd>
            </div>
          )}
        </Fragment>
      ))}
    </dl>
  )
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
