import { stepCookie } from '@/lib/doors/step-cookie'

/** Carries first the token of a link, then the secret of the flow that *Continue* makes of it. */
export const recoveryCookie = stepCookie('latchkey.recovery', '/recovery', 30 * 60)
