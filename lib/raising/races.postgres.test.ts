import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { createGrant } from '@/lib/grants/create'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { localContext } from '@/lib/kernel/local-context'
import { setPassword } from '@/lib/passwords/set'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { finishRecovery } from '@/lib/recovery/finish'
import { requestRecovery } from '@/lib/recovery/request'
import { startRecovery } from '@/lib/recovery/start'
import { workOffRecoveryRequest } from '@/lib/recovery/work-off'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { openSession } from '@/lib/sign-in/open-session'
import { updateUser } from '@/lib/users/update'
import { makeGroup, putInto } from '@/testing/groups'
import { helperWith, type Known, makeKnown, promote, signIn, worksOf } from '@/testing/raising'
import { mailedToken, newPassword, tokenOf, visitorAt } from '@/testing/recovery'
import { contextFor, makeUser, testTime, uniqueName, waitForLock } from '@/testing/world'

const database = testDatabase()
const root = () => contextFor(database.db)

/** What somebody weaker, or with their link, is about to commit; gives whether it still opens something later. */
const acts: Record<string, (ctx: Context, user: Known, flow: string) => Promise<() => Promise<boolean>>> = {
  'a password is being set': async (ctx, { id, username }) => {
    await setPassword(ctx, { userId: id, password: newPassword, mustChange: false, endSessions: true })
    return () => signIn(database.db, username, newPassword).then(Boolean, () => false)
  },
  'a password is being chosen with a link they saw': async (ctx, { username }, flow) => {
    await finishRecovery({ ...visitorAt(ctx.db), db: ctx.db }, flow, newPassword)
    return () => signIn(database.db, username, newPassword).then(Boolean, () => false)
  },
  'a session is being opened': async (ctx, { ticket }) => {
    const secret = (await openSession(visitorAt(ctx.db), ticket))?.secret ?? ''
    return async () => Boolean(await authenticateSession(database.db, secret, testTime))
  },
}

for (const [what, act] of Object.entries(acts)) {
  test.each(['directly', 'through a group'])(
    `nothing known stays for ${what} while rights are given %s`,
    async (way) => {
      const helper = await helperWith(database.db)
      // Of a user whose link alone is known, too.
      const user = await makeKnown(what.includes('a link') ? root() : helper)
      const { url } = await createRecoveryLink(helper, { userId: user.id, lifetimeMinutes: 60 })
      const flow = await startRecovery(visitorAt(database.db), tokenOf(url))
      const group = await makeGroup(root())
      await putInto(root(), group.id, [user.id])
      const holder = way === 'directly' ? { userId: user.id } : { groupId: group.id }
      const scope = { kind: 'everything' as const }
      const begun = await inTransaction(helper, async (ctx) => {
        const works = await act(ctx, user, flow)
        const giving = createGrant(root(), { holder, given: { permission: 'settings.update' }, scope })
        expect(await Promise.race([giving, waitForLock(ctx)])).toBe('waits')
        return { works, giving }
      })
      await begun.giving
      expect(await begun.works()).toBe(false)
      expect(await worksOf(database.db, user)).toEqual([])
    },
  )
}

const workOff = ({ db }: Pick<Context, 'db'>) =>
  workOffRecoveryRequest(localContext(db, { type: 'system' }, testTime))

async function whoAsks(setAddress: Context) {
  const user = await makeUser(root())
  await updateUser(setAddress, { id: user.id, email: `${uniqueName('p')}@example.org`, createFolder: false })
  await requestRecovery(visitorAt(database.db), { identifier: user.username })
  return user
}

test('a link that is being mailed to who asked for it ends with rights that are given meanwhile', async () => {
  const user = await whoAsks(root())
  const { giving } = await inTransaction(root(), async (ctx) => {
    await workOff(ctx)
    expect(await mailedToken(ctx.db, user.id, 'asked')).not.toBe('')
    const giving = promote(database.db, user.id)
    expect(await Promise.race([giving, waitForLock(ctx)])).toBe('waits')
    return { giving }
  })
  await giving
  expect(await mailedToken(database.db, user.id, 'asked')).toBe('')
})

test('who asks while they are given rights is mailed nothing at an address that somebody weaker set', async () => {
  const user = await whoAsks(await helperWith(database.db, 'users.update'))
  const { answering } = await inTransaction(root(), async (ctx) => {
    await promote(ctx.db, user.id)
    const answering = workOff(database)
    expect(await Promise.race([answering, waitForLock(ctx)])).toBe('waits')
    return { answering }
  })
  await answering
  expect(await mailedToken(database.db, user.id, 'asked')).toBe('')
})
