import type { EditableUser } from '@/lib/users/editable'
import type { UserFormOutput } from '@/lib/users/form-input'
import type { labels } from './labels'

export type FieldName = keyof typeof labels
export type Fields = Pick<EditableUser, FieldName>
export type Side = 'mine' | 'theirs'
export type Choices = ReadonlyMap<FieldName, Side>

/** A field that somebody else changed to something other than what the form holds. */
export type Difference = {
  field: FieldName
  was: unknown
  mine: unknown
  theirs: unknown
  /** Theirs where only they touched it; where both did, the person has to say. */
  suggestion: Side | undefined
}

const names: FieldName[] = ['username', 'name', 'email', 'type', 'path', 'isActive', 'attributes']

/** What the form would store, in the shape of a user. */
export function fieldsOf(input: UserFormOutput, user: Fields): Fields {
  const { username, name, email, path, isActive, attributes } = input
  return { username, name, email, path, isActive, attributes, type: input.type ?? user.type }
}

export function differences(was: Fields, mine: Fields, theirs: Fields): Difference[] {
  return names
    .filter((field) => !same(theirs[field], was[field]) && !same(theirs[field], mine[field]))
    .map((field) => ({
      field,
      was: was[field],
      mine: mine[field],
      theirs: theirs[field],
      suggestion: same(mine[field], was[field]) ? 'theirs' : undefined,
    }))
}

/** Mine, with theirs where that was chosen. */
export function merged(mine: Fields, theirs: Fields, choices: Choices): Fields {
  const taken = names.filter((field) => choices.get(field) === 'theirs')
  return { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) }
}

/** Whatever the order of an object's names: the database keeps one of its own. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const)
  return entries.sort(([a], [b]) => (a < b ? -1 : 1))
}
