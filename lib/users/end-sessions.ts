import 'server-only'
import { and, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { sessions, users } from '@/db/schema'
import { sumCredentials } from '@/lib/access/credentials'
import { forgetDevicesOf, isOpenSession } from '@/lib/access/sessions'
import { type Applied, applyAct, planAct } from '@/lib/acts/act'
import type { Plan, PlanRow } from '@/lib/acts/plan'
import { isSelf, planRows } from '@/lib/acts/plan-rows'
import type { AffectedUser } from '@/lib/acts/selected'
import type { EndSessions, SelectedUsers } from '@/lib/acts/selection-input'
import type { UserAct } from '@/lib/acts/user-act'
import { recordEvents } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'

/** Signing users out wherever they are signed in. Tokens and links of theirs stay. */
export function endingSessions(ctx: Context): UserAct<Record<string, never>> {
  const open = and(sql`${sessions.userId} = ${users.id}`, isOpenSession(ctx.now))
  return {
    kind: 'users.end_sessions',
    permission: 'users.end_sessions',
    lock: async (ctx) => ctx,
    concerned: sql`exists (select from ${sessions} where ${open})`,
    isSecret: true,
    unchanged: (count) => (count === 1 ? '1 is not signed in.' : `${count} are not signed in.`),
    rows: signedInRows,
    ends: (ctx, people) => sumCredentials(ctx, people, ['sessions']),
    warnings: [],
    typed: () => undefined,
    options: z.strictObject({}),
    apply: endSessionsOf,
  }
}

/** Who would be signed out, of how many sessions. Changes nothing. */
export function planEndSessions(ctx: Context, selected: SelectedUsers): Promise<Plan> {
  return planAct(ctx, endingSessions(ctx), selected)
}

/** Signs users out: from this commit on every session of theirs is refused. See `applyAct`. */
export function endSessions(ctx: Context, { selected, review }: EndSessions): Promise<Applied> {
  return applyAct(ctx, endingSessions(ctx), selected, review, {})
}

async function signedInRows(ctx: Context, signedIn: AffectedUser[]): Promise<PlanRow[]> {
  const rows = await planRows(ctx, signedIn)
  return rows.map(({ ends, ...row }) => ({
    ...row,
    note: isSelf(ctx, row.id) ? `${row.note}, yourself` : row.note,
    ends: ends.filter(({ kind }) => kind === 'sessions'),
  }))
}

/** The change itself, for users the caller has locked and checked. */
async function endSessionsOf(ctx: Context, signedIn: AffectedUser[]): Promise<void> {
  const ended = await ctx.db
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        inArray(
          sessions.userId,
          signedIn.map(({ id }) => id),
        ),
        isOpenSession(ctx.now),
      ),
    )
    .returning({ userId: sessions.userId })
  await forgetDevicesOf(
    ctx,
    signedIn.map(({ id }) => id),
  )
  const counts = new Map<number, number>()
  for (const { userId } of ended) counts.set(userId, (counts.get(userId) ?? 0) + 1)
  await recordEvents(
    ctx,
    signedIn
      .filter(({ id }) => counts.has(id))
      .map(({ id, username }) => ({
        name: 'user.sessions_ended' as const,
        subjects: [{ type: 'user', id: String(id), label: username }],
        details: { sessions: counts.get(id) ?? 0 },
      })),
  )
}
