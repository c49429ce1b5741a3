import { type SQL, sql } from 'drizzle-orm'

/** Whole numbers as one parameter of a statement: `= any(${integers(ids)})`, `unnest(${integers(ids)})`. */
export function integers(values: readonly number[]): SQL {
  return sql`${`{${values}}`}::integer[]`
}

export function smallints(values: readonly number[]): SQL {
  return sql`${`{${values}}`}::smallint[]`
}

export function uuids(values: readonly string[]): SQL {
  return sql`${`{${values}}`}::uuid[]`
}
