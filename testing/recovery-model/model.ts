import type { LinkKind } from '@/lib/recovery/link-state'

/**
 * What recovery should be, in so few words that one can see it is right: no database, no secrets, no concurrency. The
 * real one is compared with it step by step.
 */
export type ModelUser = {
  isActive: boolean
  hasSecondFactor: boolean
  address: string | null
  /** Whether the helper set it. */
  isAddressByHelper: boolean
  /** Whether the user came to hold more than whoever set it. */
  isAddressOutgrown: boolean
  passwords: number
  /** Whether the helper knows the password. */
  isKnown: boolean
  /** Whether the user holds what the helper does not. */
  isRaised: boolean
}

export type ModelLink = {
  user: number
  kind: LinkKind
  mailedTo: string | null
  /** Whether its mail will never leave. */
  isMailLost: boolean
  wasShownToHelper: boolean
  madeAt: number
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
export const askedLife = 24 * 60 * minute
export const longestLife = 7 * 24 * 60 * minute
export const flowLife = 15 * minute

export function newModel(addresses: string[]): Model {
  const users = addresses.map((address) => ({
    ...{ isActive: true, hasSecondFactor: false, passwords: 0, isKnown: false, isRaised: false, address },
    ...{ isAddressByHelper: false, isAddressOutgrown: false },
  }))
  return { now: 0, users, links: [], flows: [] }
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

/** The link that choosing a password with this secret would use up. A newer one of those asked for does not end the steps. */
export function finishable(model: Model, ref: Ref): number | undefined {
  const index = indexOf(ref, 'flow', model)
  const flow = index === undefined ? undefined : model.flows[index]
  const link = flow && model.links[flow.link]
  if (!flow || !link || model.now >= flow.expiresAt) return undefined
  const isReplaced = link.kind === 'asked' && link.ended === 'replaced'
  if (!isOpen(model, isReplaced ? { ...link, ended: undefined } : link)) return undefined
  const needed = flow.needsSecondFactor || model.users[link.user]?.hasSecondFactor
  return needed && !flow.passedSecondFactor ? undefined : flow.link
}

/** Where a link of this user would be mailed to now. */
export function usedAddress(owner: ModelUser | undefined): string | null {
  return owner?.isActive && !owner.isAddressOutgrown ? owner.address : null
}

/** Ends whatever link of this user, of this kind, no newer one may stand beside, also one whose time is over. */
export function replaceLinks(model: Model, user: number, kind: LinkKind): void {
  for (const link of model.links)
    if (link.user === user && link.kind === kind && !link.ended) link.ended = 'replaced'
}

/** Ends the links of this user that stand, or some of them, and what was begun with those that others replaced. */
export function revokeLinks(
  model: Model,
  user: number,
  which: (link: ModelLink) => boolean = () => true,
): void {
  for (const link of model.links)
    if (link.user === user && link.ended !== 'used' && which(link)) link.ended = 'revoked'
}

/** Whether asking once more brings no mail: three an hour and ten a day that were not lost, while the last of them works. */
export function isMailedEnough(model: Model, user: number): boolean {
  const address = model.users[user]?.address?.toLowerCase()
  const since = (minutes: number) =>
    model.links.filter(
      (link) =>
        link.user === user &&
        link.kind === 'asked' &&
        !link.isMailLost &&
        link.mailedTo?.toLowerCase() === address &&
        link.madeAt > model.now - minutes * minute,
    )
  const works = since(24 * 60).some((link) => isOpen(model, link))
  return works && (since(60).length >= 3 || since(24 * 60).length >= 10)
}
