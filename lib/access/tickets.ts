import 'server-only'
import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import { signInTickets, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { hashSecret, newSecret } from '@/lib/kernel/crypto'
import { type CredentialKind, dayMs } from './kind'

const lifetimeMs = { session: 30_000, new_password: 10 * 60_000 }

/** What a right password leads to: a session, or first a new password for those who must choose one. */
type Purpose = keyof typeof lifetimeMs
export type Ticket = { ticket: string; purpose: Purpose }

/** Makes a ticket for somebody whose password was just checked. It dies with that password. */
export async function issueTicket(
  ctx: Context,
  user: { id: number; passwordHash: string | null },
  purpose: Purpose,
): Promise<Ticket> {
  const ticket = newSecret()
  await ctx.db.insert(signInTickets).values({
    tokenHash: hashSecret(ticket),
    userId: user.id,
    purpose,
    passwordFingerprint: hashSecret(user.passwordHash ?? ''),
    expiresAt: new Date(ctx.now.getTime() + lifetimeMs[purpose]),
  })
  return { ticket, purpose }
}

/**
 * Whose ticket it is, or undefined when it is unknown, used, expired or for something else, or its user inactive or of
 * another password.
 */
export async function readTicket(ctx: Context, ticket: string, purpose: Purpose) {
  const [found] = await selectByTicket(ctx, ticket, purpose)
  return found && withSamePassword(found)
}

/**
 * The same, and uses it up. Call it in the transaction of what it is for. The user's row is locked first, as every
 * writer does that ends tickets.
 */
export async function useTicket(ctx: Context, ticket: string, purpose: Purpose) {
  const [found] = await selectByTicket(ctx, ticket, purpose).for('no key update', { of: users })
  if (!found) return undefined
  const used = await ctx.db
    .delete(signInTickets)
    .where(eq(signInTickets.tokenHash, hashSecret(ticket)))
    .returning({ userId: signInTickets.userId })
  return used.length === 1 ? withSamePassword(found) : undefined
}

/** Ends what these users were about to do with a right password, and says how many. */
export async function endTicketsOf(ctx: Context, userIds: number[]): Promise<number> {
  const ended = await ctx.db
    .delete(signInTickets)
    .where(inArray(signInTickets.userId, userIds))
    .returning({ userId: signInTickets.userId })
  return ended.length
}

export const ticketKind = {
  name: 'tickets',
  owner: signInTickets.userId,
  isOpen: (now) => gt(signInTickets.expiresAt, now),
  kept: { key: signInTickets.tokenHash, expiresAt: signInTickets.expiresAt, forMs: 1 * dayMs },
  end: endTicketsOf,
} satisfies CredentialKind

function selectByTicket(ctx: Context, ticket: string, purpose: Purpose) {
  return ctx.db
    .select({
      id: users.id,
      username: users.username,
      name: users.name,
      email: users.email,
      passwordHash: users.passwordHash,
      passwordKnownBy: users.passwordKnownBy,
      passwordFingerprint: signInTickets.passwordFingerprint,
    })
    .from(signInTickets)
    .innerJoin(users, eq(users.id, signInTickets.userId))
    .where(
      and(
        eq(signInTickets.tokenHash, hashSecret(ticket)),
        eq(signInTickets.purpose, purpose),
        gt(signInTickets.expiresAt, ctx.now),
        isNull(users.deactivatedAt),
      ),
    )
}

type FoundUser = Awaited<ReturnType<typeof selectByTicket>>[number]

/** A change of password may have come between the check and the ticket; its fingerprint tells. */
function withSamePassword({ passwordFingerprint, ...user }: FoundUser) {
  return passwordFingerprint === hashSecret(user.passwordHash ?? '') ? user : undefined
}
