/** What has become of a recovery link. */
export type LinkState = 'open' | 'expired' | 'used' | 'replaced' | 'revoked'

export type LinkKind = 'asked' | 'given'

export type LinkFacts = {
  kind: LinkKind
  expiresAt: Date
  usedAt: Date | null
  replacedAt: Date | null
  revokedAt: Date | null
}

/** What ended the link, or that it is open. Whether its user is active is another matter. */
export function linkState(link: Omit<LinkFacts, 'kind'>, now: Date): LinkState {
  if (link.usedAt) return 'used'
  if (link.replacedAt) return 'replaced'
  if (link.revokedAt) return 'revoked'
  return link.expiresAt <= now ? 'expired' : 'open'
}

/**
 * Whether somebody who pressed *Continue* may go on to the end. Anybody can ask for a newer link; that takes the link out
 * of the mail before, but not the owner's steps with it, which have a short time of their own.
 */
export function mayBeFinished(link: LinkFacts, now: Date): boolean {
  const state = linkState(link, now)
  return state === 'open' || (state === 'replaced' && link.kind === 'asked' && link.expiresAt > now)
}
