'use client'

import { lazyDialog } from '@/components/client/lazy-dialog'

/** Puts users into groups that are there, or into a new one. */
export const AddToGroups = lazyDialog(() => import('./add-to-groups-dialog'))
export const AddToNewGroup = lazyDialog(() => import('./add-to-new-dialog'))
