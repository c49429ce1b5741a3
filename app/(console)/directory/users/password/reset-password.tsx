'use client'

import { lazyDialog } from '@/components/client/lazy-dialog'

/** The dialog that sets somebody's password. */
export const ResetPassword = lazyDialog(() => import('./reset-dialog'))
