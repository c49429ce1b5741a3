import { stepCookie } from '@/lib/doors/step-cookie'

/** Carries the token of a link that undoes a change. */
export const undoCookie = stepCookie('latchkey.undo', '/undo', 30 * 60)
