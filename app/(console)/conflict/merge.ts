export type Side = 'mine' | 'theirs'
export type Choices<Name extends string> = ReadonlyMap<Name, Side>

/** A field that somebody else changed to something other than what the form holds. */
export type Difference<Name extends string> = {
  field: Name
  was: unknown
  mine: unknown
  theirs: unknown
  /** Theirs where only they touched it; where both did, the person has to say. */
  suggestion: Side | undefined
}

/** Field by field, in the order of the names. */
export function differences<Name extends string>(
  names: readonly Name[],
  was: Record<Name, unknown>,
  mine: Record<Name, unknown>,
  theirs: Record<Name, unknown>,
): Difference<Name>[] {
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
export function merged<Fields extends object>(
  mine: Fields,
  theirs: Fields,
  choices: Choices<keyof Fields & string>,
): Fields {
  const taken = [...choices].filter(([, side]) => side === 'theirs').map(([field]) => [field, theirs[field]])
  return { ...mine, ...Object.fromEntries(taken) }
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
