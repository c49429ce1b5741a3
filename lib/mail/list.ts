import 'server-only'
import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import { mailAttempts, mails, users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import { permittedUsers } from '@/lib/permissions/scope'
import type { ListMails } from './input'

/** One page of the mails of the instance, the newest first, each with its attempts. Keyset on the id, which rises with time. */
export async function listMails(ctx: Context, input: ListMails) {
  await requirePermission(ctx, 'mail.read')
  const backwards = input.after === undefined && input.before !== undefined
  const position = input.after ?? input.before
  const beyond =
    position === undefined ? undefined : backwards ? gt(mails.id, position) : lt(mails.id, position)
  const found = await mailRows(ctx)
    .where(beyond)
    .orderBy(backwards ? asc(mails.id) : desc(mails.id))
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
