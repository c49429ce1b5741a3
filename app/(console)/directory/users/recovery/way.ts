import type { RecoveryForm } from '@/lib/recovery/form'

/** How a recovery link reaches its user: shown to the administrator, or by mail. */
export const recoveryWays = { view: 'View recovery link', email: 'Email recovery link' } as const
export type RecoveryWay = keyof typeof recoveryWays

export type WantedRecovery = { userId: number; way: RecoveryWay }

/** What both ways are given once the user has been read. */
export type RecoveryStepProps = { userId: number; form: RecoveryForm; onClose: () => void }

export function isRecoveryWay(way: string | null | undefined): way is RecoveryWay {
  return way === 'view' || way === 'email'
}

/** The page of the user, with the dialog open; where there is no script, just the page. */
export function recoveryHref(id: number, way: RecoveryWay): string {
  return `/directory/users/${id}?recovery=${way}`
}
