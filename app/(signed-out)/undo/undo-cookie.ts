import { stepCookie } from '@/lib/step-cookie'

/** Carries the token of a link that undoes a change. */
export const undoCookie = stepCookie('latchkey.undo', '/undo', 30 * 60)
