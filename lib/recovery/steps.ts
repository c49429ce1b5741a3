import { type LinkFacts, mayBeFinished } from './link-state'

/** Where somebody is on their way through a recovery link: what they have to do next, or that there is nothing left to do. */
export type Step = 'second-factor' | 'password' | 'over'

export type FlowFacts = {
  link: LinkFacts
  isUserActive: boolean
  expiresAt: Date
  /** Whether the user had a second factor when the flow started, or has one now. */
  needsSecondFactor: boolean
  secondFactorAt: Date | null
}

/**
 * The one rule of recovery: a password is chosen by a flow in time, of a link nothing has ended, of a user who is active,
 * and after the second factor where there is one. Nothing but these facts decides, so no order of requests gets around them.
 */
export function stepOf(flow: FlowFacts, now: Date): Step {
  if (!flow.isUserActive || flow.expiresAt <= now || !mayBeFinished(flow.link, now)) return 'over'
  return flow.needsSecondFactor && flow.secondFactorAt === null ? 'second-factor' : 'password'
}
