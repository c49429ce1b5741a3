'use client'

import { createContext, use, useEffect } from 'react'
import { hold, type Place } from './leaving'

/** The dialog that a form stands in; none for what stands on the page itself. */
export const PlaceContext = createContext<Place | undefined>(undefined)

/** Asks before what stands in this dialog, or on this page, is lost: it was typed, or its answer is still to come. */
export function useUnsaved(isDirty: boolean, isBusy = false) {
  const place = use(PlaceContext)
  useEffect(() => (isDirty || isBusy ? hold({ place, isBusy }) : undefined), [place, isDirty, isBusy])
}
