import 'server-only'

/** JSON of a value that the database has written: passed on as it is, neither parsed nor written again. */
export class Written<T> {
  declare readonly of: T

  constructor(readonly text: string) {}

  toJSON(): never {
    throw new Error('written JSON stands alone or as a field of what is answered, no deeper')
  }
}

/** A value that is written already, or some fields of which are. */
export type Writable<T> = T | Written<T> | { [Field in keyof T]: T[Field] | Written<T[Field]> }

export function writeJson(value: unknown): string {
  if (value instanceof Written) return value.text
  if (!isPartlyWritten(value)) return JSON.stringify(value)
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${writeJson(field)}`)
  return `{${fields.join(',')}}`
}

function isPartlyWritten(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((field) => field instanceof Written)
  )
}
