import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { type Context, inTransaction } from '@/lib/context'
import { Forbidden } from '@/lib/errors'
import { createGrant } from '@/lib/grants/create'
import { at, somebodyWith } from '@/lib/groups/testing'
import { setPassword } from '@/lib/passwords/set'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { newPassword } from '@/lib/recovery/testing'
import { contextFor, makeUser, uniqueName, waitForLock } from '@/lib/testing'
import { updateUser } from '@/lib/users/update'

const database = testDatabase()
const root = () => contextFor(database.db)

/** What lets somebody into the account of another. */
const ways: Record<string, (ctx: Context, userId: number) => Promise<unknown>> = {
  'setting the password': (ctx, userId) =>
    setPassword(ctx, { userId, password: newPassword, mustChange: false, endSessions: true }),
  'a recovery link': (ctx, userId) => createRecoveryLink(ctx, { userId, lifetimeMinutes: 60 }),
  'another address': (ctx, userId) =>
    updateUser(ctx, { id: userId, email: `${uniqueName()}@example.org`, createFolder: false }),
}

for (const [way, take] of Object.entries(ways)) {
  test(`whoever is being given rights is out of reach of ${way} from that commit on`, async () => {
    const { id: userId } = await makeUser(root())
    const helper = await somebodyWith(
      root(),
      { permission: 'users.set_password' },
      { permission: 'users.recover' },
      { permission: 'users.update' },
    )
    const scope = { kind: 'everything' as const }
    const given = { holder: { userId }, given: { permission: 'settings.update' as const }, scope }
    const taken = await inTransaction(root(), async (ctx) => {
      await createGrant(ctx, given)
      const taking = take(at(root(), helper), userId).then(
        () => 'done',
        (error: unknown) => error,
      )
      const first = await Promise.race([taking, waitForLock(ctx)])
      expect(first).toBe('waits')
      return { taking }
    })
    expect(await taken.taking).toBeInstanceOf(Forbidden)
  })
}
