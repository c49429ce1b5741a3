import 'server-only'
import { z } from 'zod'
import { type Applied, applyAct, planAct } from '@/lib/acts/act'
import { bareRow } from '@/lib/acts/act-rows'
import type { Plan } from '@/lib/acts/plan'
import type { AffectedUser } from '@/lib/acts/selected'
import type { SelectedUsers, UnlockUsers } from '@/lib/acts/selection-input'
import type { UserAct } from '@/lib/acts/user-act'
import { recordEvents } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { forgiveUsers, isLockedOut } from '@/lib/limits/lockouts'

/** Letting users try again who failed too often, at signing in and at "Forgot password?". */
export function unlocking(ctx: Context): UserAct<Record<string, never>> {
  return {
    kind: 'users.unlock',
    permission: 'users.unlock',
    lock: async (ctx) => ctx,
    concerned: isLockedOut(ctx.now),
    unchanged: (count) => (count === 1 ? '1 is not locked out.' : `${count} are not locked out.`),
    rows: async (_, locked) => locked.map(bareRow),
    warnings: [],
    typed: () => undefined,
    options: z.strictObject({}),
    apply: letTryAgain,
  }
}

/** Who would be unlocked. Changes nothing. */
export function planUnlock(ctx: Context, selected: SelectedUsers): Promise<Plan> {
  return planAct(ctx, unlocking(ctx), selected)
}

/** Lets users try again at once to sign in and to ask for recovery, by every name of theirs. See `applyAct`. */
export function unlockUsers(ctx: Context, { selected, review }: UnlockUsers): Promise<Applied> {
  return applyAct(ctx, unlocking(ctx), selected, review, {})
}

async function letTryAgain(ctx: Context, locked: AffectedUser[]): Promise<void> {
  if (locked.length === 0) return
  await forgiveUsers(
    ctx,
    locked.map(({ id }) => id),
  )
  await recordEvents(
    ctx,
    locked.map(({ id, username }) => ({
      name: 'user.unlocked' as const,
      subjects: [{ type: 'user', id: String(id), label: username }],
    })),
  )
}
