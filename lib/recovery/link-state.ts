/** What has become of a recovery link. */
export type LinkState = 'open' | 'expired' | 'used' | 'replaced' | 'revoked'

export type LinkFacts = {
  expiresAt: Date
  usedAt: Date | null
  replacedAt: Date | null
  revokedAt: Date | null
}

/** What ended the link, or that it is open. Whether its user is active is another matter. */
export function linkState(link: LinkFacts, now: Date): LinkState {
  if (link.usedAt) return 'used'
  if (link.replacedAt) return 'replaced'
  if (link.revokedAt) return 'revoked'
  return link.expiresAt <= now ? 'expired' : 'open'
}
