import { useState } from 'react'
import { type Choices, type Difference, differences, merged } from './merge'

type ConflictOptions<Fields extends object, Stored> = {
  /** The fields with what people call them, in their order. */
  labels: Record<keyof Fields & string, string>
  fieldsOf: (stored: Stored) => Fields
  /** Reads what is stored now. */
  read: () => Promise<Stored>
  /** Puts the fields into the form and saves them as a change of what is stored. */
  save: (fields: Fields, stored: Stored) => void
}

/** What was met when saving: the form's fields, what is stored by now, and where the two part. */
type Overtaken<Fields extends object, Stored> = {
  mine: Fields
  theirs: Stored
  found: Difference<keyof Fields & string>[]
}

/** For a form whose version is no longer the stored one: what both changed is asked about, the rest is put together. */
export function useConflict<Fields extends object, Stored>(options: ConflictOptions<Fields, Stored>) {
  const { labels, fieldsOf, read, save } = options
  type Name = keyof Fields & string
  const [overtaken, setOvertaken] = useState<Overtaken<Fields, Stored>>()

  function settle({ mine, theirs }: Omit<Overtaken<Fields, Stored>, 'found'>, choices: Choices<Name>) {
    setOvertaken(undefined)
    save(merged(mine, fieldsOf(theirs), choices), theirs)
  }

  /** `was`: what the form's fields were a change of. */
  async function compare(mine: Fields, was: Stored) {
    const theirs = await read()
    const names = Object.keys(labels) as Name[]
    const found = differences(names, fieldsOf(was), mine, fieldsOf(theirs))
    if (found.length === 0) settle({ mine, theirs }, new Map())
    else setOvertaken({ mine, theirs, found })
  }

  return {
    compare,
    /** What there is to decide, for ConflictChoice. */
    choice: overtaken && {
      labels,
      differences: overtaken.found,
      onBack: () => setOvertaken(undefined),
      onChoose: (choices: Choices<Name>) => settle(overtaken, choices),
    },
  }
}
