import fc from 'fast-check'
import { expect } from 'vitest'
import { verifyPassword } from '@/lib/access/hash'
import { finishRecovery } from '@/lib/recovery/finish'
import { countFetch } from '@/lib/recovery/look-up'
import { startRecovery } from '@/lib/recovery/start'
import { newPassword } from '../recovery'
import {
  type AddressChange,
  activate,
  changeAddress,
  confirm,
  enrol,
  forget,
  promote,
  refuseMail,
  setPasswordBy,
} from './around'
import { command, compare, type ModelCommand, reached } from './command'
import { ask, changeNewest, mailLink, makeLink } from './making'
import * as model from './model'
import { passSecondFactor, passwordHashes, secretOf, strangerAt } from './real'

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
    model.revokeLinks(m, used.user)
    used.ended = 'used'
    owner.passwords += 1
    owner.isKnown = used.wasShownToHelper
    const hashes = await passwordHashes(real)
    expect(await verifyPassword(hashes[used.user] ?? null, chosen)).toBe(true)
  })

const secondFactor = (ref: model.Ref) =>
  command(`pass the second factor of ${JSON.stringify(ref)}`, async (m, real) => {
    const index = model.indexOf(ref, 'flow', m)
    const flow = index === undefined ? undefined : m.flows[index]
    if (flow) flow.passedSecondFactor = true
    await passSecondFactor(real.db, secretOf(real, m, ref))
  })

const wait = (minutes: number) =>
  command(`${minutes} minutes pass`, async (m) => {
    m.now += minutes * model.minute
  })

const user = fc.constantFrom(0, 1)
const by = fc.constantFrom('root' as const, 'helper' as const)
const back = fc.constantFrom(0, 0, 0, 1, 2, 5)
const secret = (kind: 'link' | 'flow'): fc.Arbitrary<model.Ref> =>
  fc.oneof(
    { arbitrary: fc.record({ kind: fc.constant(kind), back }), weight: 8 },
    { arbitrary: fc.record({ kind: fc.constantFrom('link' as const, 'flow' as const), back }), weight: 2 },
    { arbitrary: fc.record({ kind: fc.constantFrom('none' as const, 'unknown' as const) }), weight: 1 },
  )

const change = (how: 'revoke' | 'extend') =>
  fc.record({
    user,
    kind: fc.constantFrom('asked' as const, 'given' as const),
    how: fc.constant(how),
    minutes: fc.constantFrom(60, 7 * 24 * 60),
  })

/** Every step of recovery, and everything that may come between two of them. */
export const commands: fc.Arbitrary<ModelCommand>[] = [
  fc.tuple(user, by).map(([index, by]) => makeLink(index, by)),
  user.map(mailLink),
  user.map(ask),
  user.map(ask),
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
  fc.tuple(user, by).map(([index, by]) => setPasswordBy(index, by)),
  fc
    .tuple(
      user,
      fc.constantFrom<AddressChange>('another', 'none', 'other case', 'the first', 'the first'),
      by,
    )
    .map(([index, to, by]) => changeAddress(index, to, by)),
  user.map(confirm),
  user.map(promote),
  user.map(refuseMail),
  change('revoke').map(changeNewest),
  change('extend').map(changeNewest),
  fc.constantFrom(1, 14, 15, 30, 60, 3 * 24 * 60).map(wait),
]
