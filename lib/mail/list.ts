import 'server-only'
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, type SQL } from 'drizzle-orm'
import { mailAttempts, mails, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { fewPermitted } from '@/lib/rights/few'
import { requirePermission } from '@/lib/rights/require'
import { permittedUsers } from '@/lib/rights/scope'
import type { ListMails } from './input'

/**
 * One page of the mails of the instance, or of those to users over whom the actor may see them, the newest first, each with
 * its attempts. Keyset on the id, which rises with time.
 */
export async function listMails(ctx: Context, input: ListMails) {
  await requirePermission(ctx, 'mail.read')
  const backwards = input.after === undefined && input.before !== undefined
  const position = input.after ?? input.before
  const beyond =
    position === undefined ? undefined : backwards ? gt(mails.id, position) : lt(mails.id, position)
  const order = backwards ? asc(mails.id) : desc(mails.id)
  const found = await mailRows(ctx)
    .where(and(beyond, await visibleMails(ctx)))
    .orderBy(order)
    .limit(input.size + 1)
  const hasMore = found.length > input.size
  const rows = found.slice(0, input.size)
  if (backwards) rows.reverse()
  return {
    rows: await withAttempts(ctx, rows),
    previous: (backwards ? hasMore : input.after !== undefined) ? rows[0]?.id : undefined,
    next: backwards || hasMore ? rows.at(-1)?.id : undefined,
  }
}

/** The latest mails to one user. */
export async function mailsOfUser(ctx: Context, userId: number, limit = 5) {
  await requirePermission(ctx, 'mail.read', { userId })
  const rows = await mailRows(ctx)
    .where(and(eq(mails.userId, userId), await permittedUsers(ctx, 'mail.read')))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit)
  return withAttempts(ctx, rows)
}

/** The mails the actor may see; those to nobody in particular only over everything. */
async function visibleMails(ctx: Context): Promise<SQL | undefined> {
  const permitted = await permittedUsers(ctx, 'mail.read')
  if (!permitted) return undefined
  const few = await fewPermitted(ctx, 'mail.read')
  return few ? inArray(mails.userId, few) : and(isNotNull(mails.userId), permitted)
}

export type MailRow = Awaited<ReturnType<typeof listMails>>['rows'][number]

function mailRows(ctx: Context) {
  return ctx.db
    .select({
      id: mails.id,
      kind: mails.kind,
      userId: mails.userId,
      username: users.username,
      recipient: mails.recipient,
      status: mails.status,
      createdAt: mails.createdAt,
      expiresAt: mails.expiresAt,
      dueAt: mails.dueAt,
      finishedAt: mails.finishedAt,
    })
    .from(mails)
    .leftJoin(users, eq(users.id, mails.userId))
    .$dynamic()
}

async function withAttempts<Row extends { id: string }>(ctx: Context, rows: Row[]) {
  const attempts =
    rows.length === 0
      ? []
      : await attemptsOf(
          ctx,
          rows.map(({ id }) => id),
        )
  return rows.map((row) => ({ ...row, attempts: attempts.filter(({ mailId }) => mailId === row.id) }))
}

function attemptsOf(ctx: Context, mailIds: string[]) {
  const { mailId, attemptedAt, transport, outcome, answer, id } = mailAttempts
  return ctx.db
    .select({ id, mailId, attemptedAt, transport, outcome, answer })
    .from(mailAttempts)
    .where(inArray(mailId, mailIds))
    .orderBy(desc(attemptedAt), desc(id))
}
