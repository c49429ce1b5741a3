import { useState } from 'react'
import type { Overtaken } from '@/components/client/send-or-read'
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
type Meeting<Fields extends object, Stored> = {
  mine: Fields
  theirs: Stored
  found: Difference<keyof Fields & string>[]
}

/** For a form whose version is no longer the stored one: what both changed is asked about, the rest is put together. */
export function useConflict<Fields extends object, Stored>(options: ConflictOptions<Fields, Stored>) {
  const { labels, fieldsOf, read, save } = options
  type Name = keyof Fields & string
  const [meeting, setMeeting] = useState<Meeting<Fields, Stored>>()

  function settle({ mine, theirs }: Omit<Meeting<Fields, Stored>, 'found'>, choices: Choices<Name>) {
    setMeeting(undefined)
    save(merged(mine, fieldsOf(theirs), choices), theirs)
  }

  /** `was`: what the form's fields were a change of. */
  function compare(mine: Fields, was: Stored, theirs: Stored) {
    const names = Object.keys(labels) as Name[]
    const found = differences(names, fieldsOf(was), mine, fieldsOf(theirs))
    if (found.length === 0) settle({ mine, theirs }, new Map())
    else setMeeting({ mine, theirs, found })
  }

  return {
    /** What to do when the stored one is another than the fields were a change of. */
    overtaken: (mine: () => Fields, was: Stored): Overtaken<Stored> => ({
      read,
      meet: (theirs) => compare(mine(), was, theirs),
    }),
    /** What there is to decide, for ConflictChoice. */
    choice: meeting && {
      labels,
      differences: meeting.found,
      onBack: () => setMeeting(undefined),
      onChoose: (choices: Choices<Name>) => settle(meeting, choices),
    },
  }
}
