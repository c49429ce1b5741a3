/**
 * What recovery should be, in so few words that one can see it is right: no database, no secrets, no concurrency. The
 * real one is compared with it step by step.
 */
export type ModelUser = { isActive: boolean; hasSecondFactor: boolean; passwords: number }

export type ModelLink = {
  user: number
  expiresAt: number
  ended: 'used' | 'replaced' | 'revoked' | undefined
}

export type ModelFlow = {
  link: number
  expiresAt: number
  needsSecondFactor: boolean
  passedSecondFactor: boolean
}

export type Model = { now: number; users: ModelUser[]; links: ModelLink[]; flows: ModelFlow[] }

/** Any secret there is, or none: what a browser may hold in its cookie. */
export type Ref = { kind: 'link' | 'flow'; back: number } | { kind: 'none' | 'unknown' }

export const minute = 60_000
export const linkLife = 60 * minute
export const flowLife = 15 * minute

export function newModel(): Model {
  const user = { isActive: true, hasSecondFactor: false, passwords: 0 }
  return { now: 0, users: [{ ...user }, { ...user }], links: [], flows: [] }
}

/** Counted from the newest, so that what is tried is mostly what might work. */
export function indexOf(ref: Ref, kind: 'link' | 'flow', { links, flows }: Model): number | undefined {
  if (ref.kind !== kind) return undefined
  const count = kind === 'link' ? links.length : flows.length
  return count === 0 ? undefined : count - 1 - (ref.back % count)
}

export function isOpen(model: Model, link: ModelLink): boolean {
  return !link.ended && model.now < link.expiresAt && Boolean(model.users[link.user]?.isActive)
}

/** The link that a *Continue* with this secret would start from. */
export function startable(model: Model, ref: Ref): number | undefined {
  const index = indexOf(ref, 'link', model)
  const link = index === undefined ? undefined : model.links[index]
  return link && isOpen(model, link) ? index : undefined
}

/** The link that choosing a password with this secret would use up. */
export function finishable(model: Model, ref: Ref): number | undefined {
  const index = indexOf(ref, 'flow', model)
  const flow = index === undefined ? undefined : model.flows[index]
  const link = flow && model.links[flow.link]
  if (!flow || !link || !isOpen(model, link) || model.now >= flow.expiresAt) return undefined
  const needed = flow.needsSecondFactor || model.users[link.user]?.hasSecondFactor
  return needed && !flow.passedSecondFactor ? undefined : flow.link
}

/** Ends whatever link of this user has not ended otherwise, also one whose time is over. */
export function endLinks(model: Model, user: number, how: 'replaced' | 'revoked'): void {
  for (const link of model.links) if (link.user === user && !link.ended) link.ended = how
}
