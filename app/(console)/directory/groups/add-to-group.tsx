'use client'

import { lazyDialog } from '@/app/(console)/directory/users/lazy-dialog'

/** Puts users into groups that are there, or into a new one. */
export const AddToGroups = lazyDialog(() => import('./add-to-groups-dialog'))
export const AddToNewGroup = lazyDialog(() => import('./add-to-new-dialog'))
