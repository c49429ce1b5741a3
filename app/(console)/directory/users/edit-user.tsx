'use client'

import { lazyDialog } from '@/components/client/lazy-dialog'

/** The dialog that edits a user; it reads the user itself when it opens. */
export const EditUser = lazyDialog(() => import('./user-form/edit-dialog'))
