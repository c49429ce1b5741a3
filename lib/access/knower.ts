import type { Context } from '@/lib/kernel/context'

/** Stands among those who know something where nobody can tell who does. It is the id of no user, so of nobody stronger. */
export const somebodyUntold = 0

/**
 * Who, besides its user, knows a password, link or address that is chosen or shown now: the actor and whoever else may act
 * in their session, unless they run the instance.
 */
export function knowersIn({ actor }: Context, userId?: number): number[] {
  if (!('userId' in actor)) return []
  const others = 'knownBy' in actor ? (actor.knownBy ?? []) : []
  return [actor.userId, ...others].filter((id) => id !== userId)
}
