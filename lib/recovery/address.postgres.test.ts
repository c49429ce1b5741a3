import { expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import { inTransaction } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { updateUser } from '@/lib/users/update'
import { askForToken, newPassword, personWithPassword, visitorAt } from '@/testing/recovery'
import { contextFor, uniqueName, waitForLock } from '@/testing/world'
import { finishRecovery } from './finish'
import { mailRecoveryLink } from './mail-link'
import { startRecovery } from './start'

vi.mock('@/lib/mail/deliver', () => ({ deliverMail: async () => undefined }))

const database = testDatabase()
const root = () => contextFor(database.db)
const visitor = () => visitorAt(database.db)

/** What begins while the address is changed and the change is not committed yet. */
async function afterTheChange(id: number, act: () => Promise<unknown>) {
  const begun = await inTransaction(root(), async (ctx) => {
    await updateUser(ctx, { id, email: `${uniqueName('p')}@example.org`, createFolder: false })
    const acting = act().catch((error: unknown) => error)
    expect(await Promise.race([acting, waitForLock(ctx)])).toBe('waits')
    return { acting }
  })
  return begun.acting
}

test('nothing is done with an address, or a link mailed to it, from the commit on that changes it', async () => {
  const acts: Record<string, (userId: number, token: string, flow: string) => Promise<unknown>> = {
    'a link is mailed': (userId) => mailRecoveryLink(root(), { userId, lifetimeMinutes: 60 }),
    'a link is opened': (_, token) => startRecovery(visitor(), token),
    'a password is chosen': (_, __, flow) => finishRecovery(visitor(), flow, newPassword),
  }
  for (const [what, act] of Object.entries(acts)) {
    const user = await personWithPassword(database.db, { email: `${uniqueName('p')}@example.org` })
    const token = await askForToken(database.db, user)
    const flow = await startRecovery(visitor(), token)
    const outcome = await afterTheChange(user.id, () => act(user.id, token, flow))
    expect(outcome, what).toBeInstanceOf(Conflict)
  }
})
