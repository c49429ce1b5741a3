import { stepCookie } from '@/lib/doors/step-cookie'

/** Carries the ticket of somebody who must choose a new password to the page where they do. */
export const ticketCookie = stepCookie('latchkey.sign-in', '/sign-in', 10 * 60)
