import fc from 'fast-check'
import { expect } from 'vitest'
import { verifyPassword } from '@/lib/passwords/hash'
import { setPassword } from '@/lib/passwords/set'
import { updateUser } from '@/lib/users/update'
import { extendRecoveryLink, revokeRecoveryLink } from '../change-link'
import { createRecoveryLink } from '../create-link'
import { finishRecovery } from '../finish'
import { countFetch } from '../look-up'
import { startRecovery } from '../start'
import { getRecoveryLinkStatus } from '../status'
import { newPassword, tokenOf } from '../testing'
import * as model from './model'
import {
  deactivateForgetfully,
  passSecondFactor,
  passwordHashes,
  type Real,
  rootAt,
  secretOf,
  strangerAt,
  userOf,
} from './real'

type Step = (m: model.Model, real: Real) => Promise<void>

/** Users of this number have a second factor; the mocked `needsSecondFactor` asks here. */
export const withSecondFactor = new Set<number>()

/** How often each step got through, so that the test can show that it tried more than refusals. */
export const reached = { started: 0, finished: 0, refused: 0 }

/** Does one step in both, and sees that nobody's password changed but by it. */
class Command implements fc.AsyncCommand<model.Model, Real> {
  constructor(
    private readonly name: string,
    private readonly step: Step,
  ) {}
  check = () => true
  toString = () => this.name
  async run(m: model.Model, real: Real) {
    const before = [await passwordHashes(real), m.users.map(({ passwords }) => passwords)] as const
    await this.step(m, real)
    const hashes = await passwordHashes(real)
    for (const [index, { passwords }] of m.users.entries()) {
      const shouldChange = passwords !== before[1][index]
      expect(hashes[index] !== before[0][index], `password of user ${index}`).toBe(shouldChange)
    }
  }
}

const command = (name: string, step: Step) => new Command(name, step)

/** The real outcome must be the model's: done, or refused. */
async function compare(work: Promise<unknown>, expected: boolean): Promise<void> {
  const done = await work.then(
    () => true,
    () => false,
  )
  expect(done).toBe(expected)
}

const makeLink = (user: number) =>
  command(`make a link for ${user}`, async (m, real) => {
    const { id } = userOf(real, user)
    const input = { userId: id, lifetimeMinutes: model.linkLife / model.minute }
    const made = createRecoveryLink(rootAt(real, m), input)
    await compare(made, Boolean(m.users[user]?.isActive))
    if (!m.users[user]?.isActive) return
    model.endLinks(m, user, 'replaced')
    m.links.push({ user, expiresAt: m.now + model.linkLife, ended: undefined })
    real.tokens.push(tokenOf((await made).url))
  })

const fetchLink = (ref: model.Ref) =>
  command(`fetch ${JSON.stringify(ref)}`, (m, real) =>
    countFetch(strangerAt(real, m), secretOf(real, m, ref)),
  )

const start = (ref: model.Ref) =>
  command(`continue with ${JSON.stringify(ref)}`, async (m, real) => {
    const link = model.startable(m, ref)
    const started = startRecovery(strangerAt(real, m), secretOf(real, m, ref))
    await compare(started, link !== undefined)
    if (link === undefined) return
    reached.started += 1
    const needsSecondFactor = Boolean(m.users[m.links[link]?.user ?? -1]?.hasSecondFactor)
    m.flows.push({ link, expiresAt: m.now + model.flowLife, needsSecondFactor, passedSecondFactor: false })
    real.flows.push(await started)
  })

const finish = (ref: model.Ref, password: 'good' | 'weak' | 'empty') =>
  command(`choose a ${password} password with ${JSON.stringify(ref)}`, async (m, real) => {
    const link = password === 'good' ? model.finishable(m, ref) : undefined
    const chosen = { good: `${newPassword} ${real.tokens.length}`, weak: 'password12345', empty: '' }[
      password
    ]
    await compare(finishRecovery(strangerAt(real, m), secretOf(real, m, ref), chosen), link !== undefined)
    const used = link === undefined ? undefined : m.links[link]
    const owner = used && m.users[used.user]
    if (!used || !owner) {
      reached.refused += 1
      return
    }
    reached.finished += 1
    used.ended = 'used'
    owner.passwords += 1
    const hashes = await passwordHashes(real)
    expect(await verifyPassword(hashes[used.user] ?? null, chosen)).toBe(true)
  })

const secondFactor = (ref: model.Ref) =>
  command(`pass the second factor of ${JSON.stringify(ref)}`, async (m, real) => {
    const index = model.indexOf(ref, 'flow', m)
    const flow = index === undefined ? undefined : m.flows[index]
    if (flow) flow.passedSecondFactor = true
    await passSecondFactor(real, secretOf(real, m, ref))
  })

const enrol = (user: number, hasSecondFactor: boolean) =>
  command(`user ${user} ${hasSecondFactor ? 'gets a' : 'loses the'} second factor`, async (m, real) => {
    const owner = m.users[user]
    if (owner) owner.hasSecondFactor = hasSecondFactor
    withSecondFactor[hasSecondFactor ? 'add' : 'delete'](userOf(real, user).id)
  })

const activate = (user: number, isActive: boolean) =>
  command(`${isActive ? 'activate' : 'deactivate'} ${user}`, async (m, real) => {
    const owner = m.users[user]
    if (!owner || owner.isActive === isActive) return
    await updateUser(rootAt(real, m), { id: userOf(real, user).id, isActive, createFolder: false })
    owner.isActive = isActive
    // Activating ends them once more, lest one comes back that deactivating forgot.
    model.endLinks(m, user, 'revoked')
  })

const forget = (user: number) =>
  command(`deactivate ${user} and forget its links`, async (m, real) => {
    await deactivateForgetfully(real, userOf(real, user).id)
    const owner = m.users[user]
    if (owner) owner.isActive = false
  })

const resetPassword = (user: number) =>
  command(`an administrator sets the password of ${user}`, async (m, real) => {
    const given = { password: 'lantern gravel tuba seven', mustChange: false, endSessions: false }
    await setPassword(rootAt(real, m), { userId: userOf(real, user).id, ...given })
    const owner = m.users[user]
    if (owner) owner.passwords += 1
    model.endLinks(m, user, 'revoked')
  })

const changeNewest = (user: number, how: 'revoke' | 'extend') =>
  command(`${how} the link of ${user}`, async (m, real) => {
    const { id } = userOf(real, user)
    const newest = m.links.findLast((link) => link.user === user)
    const linkId = (await getRecoveryLinkStatus(rootAt(real, m), id))?.id
    expect(linkId !== undefined).toBe(newest !== undefined)
    if (!newest || linkId === undefined) return
    const isOpen = !newest.ended && m.now < newest.expiresAt
    const input = { userId: id, linkId, lifetimeMinutes: model.linkLife / model.minute }
    await compare(
      { revoke: revokeRecoveryLink, extend: extendRecoveryLink }[how](rootAt(real, m), input),
      isOpen,
    )
    if (!isOpen) return
    if (how === 'revoke') newest.ended = 'revoked'
    else newest.expiresAt = m.now + model.linkLife
  })

const wait = (minutes: number) =>
  command(`${minutes} minutes pass`, async (m) => {
    m.now += minutes * model.minute
  })

const user = fc.constantFrom(0, 1)
const back = fc.constantFrom(0, 0, 0, 1, 2, 5)
const secret = (kind: 'link' | 'flow'): fc.Arbitrary<model.Ref> =>
  fc.oneof(
    { arbitrary: fc.record({ kind: fc.constant(kind), back }), weight: 8 },
    { arbitrary: fc.record({ kind: fc.constantFrom('link' as const, 'flow' as const), back }), weight: 2 },
    { arbitrary: fc.record({ kind: fc.constantFrom('none' as const, 'unknown' as const) }), weight: 1 },
  )

/** Every step of recovery, and everything that may come between two of them. */
export const commands: fc.Arbitrary<fc.AsyncCommand<model.Model, Real>>[] = [
  user.map(makeLink),
  user.map(makeLink),
  secret('link').map(fetchLink),
  secret('link').map(start),
  secret('link').map(start),
  secret('link').map(start),
  fc.tuple(secret('flow'), fc.constant('good' as const)).map(([ref, kind]) => finish(ref, kind)),
  fc.tuple(secret('flow'), fc.constant('good' as const)).map(([ref, kind]) => finish(ref, kind)),
  fc
    .tuple(secret('flow'), fc.constantFrom('weak' as const, 'empty' as const))
    .map(([r, kind]) => finish(r, kind)),
  secret('flow').map(secondFactor),
  fc.tuple(user, fc.boolean()).map(([index, has]) => enrol(index, has)),
  fc.tuple(user, fc.boolean()).map(([index, isActive]) => activate(index, isActive)),
  user.map(forget),
  user.map(resetPassword),
  user.map((index) => changeNewest(index, 'revoke')),
  user.map((index) => changeNewest(index, 'extend')),
  fc.constantFrom(1, 14, 15, 30, 60).map(wait),
]
