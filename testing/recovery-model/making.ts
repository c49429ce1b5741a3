import { expect } from 'vitest'
import { extendRecoveryLink, revokeRecoveryLink } from '@/lib/recovery/change-link'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import type { LinkKind } from '@/lib/recovery/link-state'
import { mailRecoveryLink } from '@/lib/recovery/mail-link'
import { getRecoveryLinkStatus } from '@/lib/recovery/status'
import { askForToken, mailedToken, tokenOf } from '../recovery'
import { command, compare, reached } from './command'
import * as model from './model'
import { helperAt, rootAt, timeOf, userOf } from './real'

type NewLink = Pick<model.ModelLink, 'user' | 'kind'> & Partial<model.ModelLink>

function addLink(m: model.Model, { user, kind, ...link }: NewLink): void {
  model.replaceLinks(m, user, kind)
  const life = kind === 'asked' ? model.askedLife : model.linkLife
  const fresh = { mailedTo: null, isMailLost: false, wasShownToHelper: false, ended: undefined }
  m.links.push({ user, kind, ...fresh, ...link, madeAt: m.now, expiresAt: m.now + life })
}

/** Whoever set the address reads what is mailed to it. */
const mailed = (m: model.Model, user: number) => ({
  wasShownToHelper: m.users[user]?.isAddressByHelper ?? false,
})

export const makeLink = (user: number, by: 'root' | 'helper') =>
  command(`the ${by} makes a link for ${user}`, async (m, real) => {
    const input = { userId: userOf(real, user).id, lifetimeMinutes: model.linkLife / model.minute }
    const made = createRecoveryLink({ root: rootAt, helper: helperAt }[by](real, m), input)
    const owner = m.users[user]
    const isMade = Boolean(owner?.isActive) && !(by === 'helper' && owner?.isRaised)
    await compare(made, isMade)
    if (!isMade) return
    addLink(m, { user, kind: 'given', wasShownToHelper: by === 'helper' })
    real.tokens.push(tokenOf((await made).url))
  })

export const mailLink = (user: number) =>
  command(`mail a link to ${user}`, async (m, real) => {
    const userId = userOf(real, user).id
    const address = model.usedAddress(m.users[user])
    const input = { userId, lifetimeMinutes: model.linkLife / model.minute }
    await compare(mailRecoveryLink(rootAt(real, m), input), address !== null)
    if (address === null) return
    addLink(m, { user, kind: 'given', mailedTo: address, ...mailed(m, user) })
    real.tokens.push(await mailedToken(real.db, userId, 'given'))
  })

export const ask = (user: number) =>
  command(`somebody asks for a link of ${user}`, async (m, real) => {
    const newest = m.links.findLastIndex((link) => link.user === user && link.kind === 'asked' && !link.ended)
    const token = await askForToken(real.db, userOf(real, user), timeOf(m))
    const address = model.usedAddress(m.users[user])
    const isAnswered = Boolean(address) && !model.isMailedEnough(m, user)
    expect(token !== (real.tokens[newest] ?? '')).toBe(isAnswered)
    reached[isAnswered ? 'asked' : 'unanswered'] += 1
    if (!isAnswered) return
    addLink(m, { user, kind: 'asked', mailedTo: address, ...mailed(m, user) })
    real.tokens.push(token)
  })

type Change = { user: number; kind: LinkKind; how: 'revoke' | 'extend'; minutes: number }

export const changeNewest = ({ user, kind, how, minutes }: Change) =>
  command(`${how} the link ${kind} to ${user} by ${minutes} minutes`, async (m, real) => {
    const { id } = userOf(real, user)
    const newest = m.links.findLast((link) => link.user === user && link.kind === kind)
    const linkId = (await getRecoveryLinkStatus(rootAt(real, m), id, kind))?.id
    expect(linkId !== undefined).toBe(newest !== undefined)
    if (!newest || linkId === undefined) return
    const latest = newest.madeAt + model.longestLife
    const isOpen = !newest.ended && m.now < newest.expiresAt
    const input = { userId: id, linkId, lifetimeMinutes: minutes }
    await compare(
      { revoke: revokeRecoveryLink, extend: extendRecoveryLink }[how](rootAt(real, m), input),
      isOpen && (how === 'revoke' || newest.expiresAt < latest),
    )
    if (!isOpen) return
    if (how === 'revoke') model.revokeLinks(m, user, (link) => link === newest || link.ended === 'replaced')
    else if (newest.expiresAt < latest) newest.expiresAt = Math.min(m.now + minutes * model.minute, latest)
  })
