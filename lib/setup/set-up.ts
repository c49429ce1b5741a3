import 'server-only'
import { hashPassword } from '@/lib/access/hash'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { requireGoodPassword } from '@/lib/passwords/require-good'
import { hasAdministrator } from '@/lib/rights/administrators'
import { lockFolders } from '@/lib/rights/lock-folders'
import { insertAdministrator } from '@/lib/users/create-administrator'
import { refusingTakenNames } from '@/lib/users/taken'
import type { SetUp } from './input'
import { claimSetupLink, isSetupLinkOpen } from './link'

const linkIsOver = 'This set-up link has been used or has expired. Restart Latchkey to get a new one.'

/** Creates the first administrator and uses the link up, together. Throws Conflict when the link no longer stands. */
export async function setUp(ctx: Context, input: SetUp): Promise<void> {
  if (!(await isSetupLinkOpen(ctx, input.token))) throw new Conflict(linkIsOver)
  await createFirstAdministrator({ ...ctx, actor: { type: 'setup' } }, input, async (ctx) => {
    if (!(await claimSetupLink(ctx, input.token))) throw new Conflict(linkIsOver)
  })
}

type FirstAdministrator = Omit<SetUp, 'token'>

/** `claim` runs in the transaction before anything is written and throws to refuse. Throws Invalid when the policy does. */
export async function createFirstAdministrator(
  ctx: Context,
  input: FirstAdministrator,
  claim: (ctx: Context) => Promise<void>,
): Promise<void> {
  await requireGoodPassword(ctx, input.password, input, 'password')
  const passwordHash = await hashPassword(input.password)
  const { username, name, email } = input
  await refusingTakenNames(ctx, input, null, () =>
    inTransaction(ctx, async (ctx) => {
      // Held by one at a time, so that the second of two sees the administrator the first has made.
      await lockFolders(ctx)
      await claim(ctx)
      if (await hasAdministrator(ctx)) throw new Conflict('An administrator exists already.')
      const { id } = await insertAdministrator(ctx, { username, name, email, passwordHash })
      await recordEvent(ctx, {
        name: 'instance.set_up',
        subjects: [{ type: 'user', id: String(id), label: username }],
      })
    }),
  )
}
