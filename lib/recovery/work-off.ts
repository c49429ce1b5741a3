import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { recoveryRequests } from '@/db/schema'
import { recordEvent } from '@/lib/audit/record'
import type { BackgroundTask } from '@/lib/kernel/background'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { peopleWords } from '@/lib/kernel/own-words'
import { unseal } from '@/lib/kernel/sealing'
import { enqueueMail } from '@/lib/mail/enqueue'
import { recoveryMessage } from '@/lib/mail/messages/recovery'
import { lockRights } from '@/lib/rights/lock'
import { accountSubject, findAccount } from '@/lib/sign-in/find-account'
import { lockUser } from '@/lib/users/lock'
import { defaultLifetime } from './lifetimes'
import { keptMs } from './line'
import { isMailedEnough } from './mail-limit'
import { drawLink, placeLink } from './new-link'

/**
 * Works off the request made at "Forgot password?" that stands first in the line: a link by mail for an active user with
 * an address, unless somebody weaker set that or they have been mailed enough. For anybody else the same message is made
 * and dropped, so that the load tells nothing. Says whether there may be more.
 */
export const workOffRecoveryRequest: BackgroundTask = async (background) => {
  const [request] = await background.db
    .select()
    .from(recoveryRequests)
    .orderBy(asc(recoveryRequests.id))
    .limit(1)
  if (!request) return false
  const { id, ip, userAgent, requestId } = request
  const ctx: Context = {
    ...background,
    actor: { type: 'visitor' },
    request: { id: requestId ?? background.request.id, ip, userAgent },
  }
  if (ctx.now.getTime() - request.requestedAt.getTime() > keptMs) await takeRequest(ctx, id)
  else await answerRequest(ctx, id, identifierOf(request.identifier))
  return true
}

async function answerRequest(ctx: Context, requestId: string, identifier: string): Promise<void> {
  const user = await findAccount(ctx, identifier)
  const link = drawLink(ctx, defaultLifetime)
  const { name, username } = user ?? { name: '', username: identifier }
  const message = await recoveryMessage({
    ...{ name, username },
    link: link.url,
    expiresAt: link.expiresAt,
    askedBy: 'self',
  })
  await inTransaction(ctx, async (ctx) => {
    // Another process may have been quicker.
    if (!(await takeRequest(ctx, requestId))) return
    const outcome = await outcomeFor(ctx, user)
    await recordEvent(ctx, {
      name: 'user.recovery_requested',
      subjects: [accountSubject(user)],
      details: { outcome },
    })
    if (!user?.email || outcome !== 'link sent') return
    await placeLink(ctx, link, {
      ...{ userId: user.id, kind: 'asked', createdBy: peopleWords.askedAtSignIn },
      mailedTo: user.email,
    })
    await enqueueMail(ctx, {
      message,
      recipient: user.email,
      userId: user.id,
      recoveryLinkId: link.id,
      expiresAt: link.expiresAt,
    })
  })
}

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

async function outcomeFor(ctx: Context, user: Account | undefined) {
  if (!user) return 'unknown account'
  if (user.deactivatedAt) return 'inactive account'
  if (!user.email) return 'no e-mail address'
  // Nobody is given rights meanwhile: what ends with that takes in this link, or there is none.
  await lockRights(ctx)
  // Two who ask at once are counted one after the other.
  const { emailOutgrown } = await lockUser(ctx, user.id)
  if (emailOutgrown) return 'address set by somebody with fewer rights'
  return (await isMailedEnough(ctx, user.id, user.email)) ? 'mailed often enough' : 'link sent'
}

async function takeRequest(ctx: Context, id: string): Promise<boolean> {
  const taken = await ctx.db
    .delete(recoveryRequests)
    .where(eq(recoveryRequests.id, id))
    .returning({ id: recoveryRequests.id })
  return taken.length === 1
}

/** Nobody is called '': what another instance key has sealed can no longer be read, and must not hold up the rest. */
function identifierOf(sealed: string): string {
  try {
    return unseal('recovery request', sealed)
  } catch {
    return ''
  }
}
