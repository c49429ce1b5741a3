import { setPassword } from '@/lib/passwords/set'
import { confirmAddress } from '@/lib/users/name-changes/confirm'
import { updateUser } from '@/lib/users/update'
import { give, giveGroup } from '@/testing/grants'
import { uniqueName } from '@/testing/world'
import { command, compare, reached } from './command'
import * as model from './model'
import { deactivateForgetfully, helperAt, refuseQueuedMail, rootAt, userOf } from './real'

/** Users of this number have a second factor; the mocked `needsSecondFactor` asks here. */
export const withSecondFactor = new Set<number>()

export const enrol = (user: number, hasSecondFactor: boolean) =>
  command(`user ${user} ${hasSecondFactor ? 'gets a' : 'loses the'} second factor`, async (m, real) => {
    const owner = m.users[user]
    if (owner) owner.hasSecondFactor = hasSecondFactor
    withSecondFactor[hasSecondFactor ? 'add' : 'delete'](userOf(real, user).id)
  })

export const activate = (user: number, isActive: boolean) =>
  command(`${isActive ? 'activate' : 'deactivate'} ${user}`, async (m, real) => {
    const owner = m.users[user]
    if (!owner || owner.isActive === isActive) return
    await updateUser(rootAt(real, m), { id: userOf(real, user).id, isActive, createFolder: false })
    owner.isActive = isActive
    // Activating ends them once more, lest one comes back that deactivating forgot.
    model.revokeLinks(m, user)
  })

export const forget = (user: number) =>
  command(`deactivate ${user} and forget its links`, async (m, real) => {
    await deactivateForgetfully(real, userOf(real, user).id)
    const owner = m.users[user]
    if (owner) owner.isActive = false
  })

export const setPasswordBy = (user: number, by: 'root' | 'helper') =>
  command(`the ${by} sets the password of ${user}`, async (m, real) => {
    const given = { password: 'lantern gravel tuba seven', mustChange: false, endSessions: false }
    const ctx = { root: rootAt, helper: helperAt }[by](real, m)
    const owner = m.users[user]
    const isSet = Boolean(owner) && !(by === 'helper' && owner?.isRaised)
    await compare(setPassword(ctx, { userId: userOf(real, user).id, ...given }), isSet)
    if (!owner || !isSet) return
    owner.passwords += 1
    owner.isKnown = by === 'helper'
    model.revokeLinks(m, user)
  })

export type AddressChange = 'another' | 'none' | 'other case' | 'the first'

export const changeAddress = (user: number, to: AddressChange, by: 'root' | 'helper') =>
  command(`the ${by} changes the address of ${user} to ${to}`, async (m, real) => {
    const { id, email: first } = userOf(real, user)
    const owner = m.users[user]
    if (!owner) return
    const before = owner.address
    const another = `${uniqueName('p')}@example.org`
    const email = { another, none: null, 'other case': before?.toUpperCase() ?? null, 'the first': first }[to]
    const ctx = { root: rootAt, helper: helperAt }[by](real, m)
    const isSet = !(by === 'helper' && owner.isRaised)
    await compare(updateUser(ctx, { id, email, createFolder: false }), isSet)
    if (!isSet || before === email) return
    owner.address = email
    owner.isAddressByHelper = by === 'helper' && email !== null
    owner.isAddressOutgrown = false
    if (before?.toLowerCase() === email?.toLowerCase()) return
    for (const link of m.links) if (link.user === user && !link.ended) link.isMailLost = true
    model.revokeLinks(m, user, ({ mailedTo }) => mailedTo !== null)
  })

export const refuseMail = (user: number) =>
  command(`the mail server refuses what waits for ${user}`, async (m, real) => {
    await refuseQueuedMail(real, userOf(real, user).id)
    for (const link of m.links) if (link.user === user) link.isMailLost = true
  })

export const confirm = (user: number) =>
  command(`the address of ${user} is confirmed`, async (m, real) => {
    const owner = m.users[user]
    const input = { userId: userOf(real, user).id, email: owner?.address ?? '' }
    await compare(confirmAddress(rootAt(real, m), input), owner?.isAddressOutgrown ?? false)
    if (!owner?.isAddressOutgrown) return
    owner.isAddressByHelper = false
    owner.isAddressOutgrown = false
  })

export const promote = (user: number) =>
  command(`${user} is given a right`, async (m, real) => {
    const ctx = rootAt(real, m)
    const { id } = await giveGroup(ctx)
    await give(ctx, { userId: userOf(real, user).id }, [['groups.update'], { kind: 'group', id }])
    model.revokeLinks(m, user)
    const owner = m.users[user]
    if (!owner) return
    owner.isRaised = true
    owner.isAddressOutgrown = owner.isAddressByHelper
    if (!owner.isKnown) return
    // It is gone, and nobody has another in its place.
    owner.passwords += 1
    owner.isKnown = false
    reached.outgrown += 1
  })
