import 'server-only'
import { and } from 'drizzle-orm'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { concernedOf, idsOf, rowsOf } from './act-rows'
import { jobLimit } from './jobs/input'
import type { Plan } from './plan'
import { makeLargePlan, unseenWarnings } from './planning'
import { countSelected, firstSelected, selectedUsers } from './selected'
import type { SelectedUsers } from './selection-input'
import type { UserAct } from './user-act'

const background = 'It runs in the background, user by user: you can leave, come back, and cancel.'

/**
 * What an act would do to more users than are listed one by one: the first of them, and those counted to whom it will be
 * done, with what ends for them.
 */
export async function planLargeAct<Options>(
  ctx: Context,
  act: UserAct<Options>,
  selected: SelectedUsers,
): Promise<Plan> {
  const { permission } = act
  const { listed, done } = await concernedOf(ctx, act, selected)
  const total = await countSelected(ctx, permission, selected, jobLimit, listed)
  if (total > jobLimit) throw new Invalid({ '': [tooMany()] })
  const count = await countSelected(ctx, permission, selected, jobLimit, done)
  const chosen = await selectedUsers(ctx, permission, selected)
  const people = idsOf(and(chosen, done))
  const first = await firstSelected(ctx, permission, selected, listed)
  const { ends, endsUnseen } = (await act.ends?.(ctx, people)) ?? { ends: [], endsUnseen: false }
  const warned = (await act.warn?.(ctx, people, count)) ?? []
  return makeLargePlan({
    rows: await rowsOf(ctx, act, first, idsOf(and(chosen, act.concerned))),
    count,
    blocked: total - count,
    ends,
    warnings: [
      ...act.warnings,
      ...warned,
      ...passedOver(total - count),
      background,
      ...unseenWarnings(endsUnseen),
    ],
    typed: act.typed(count, []),
  })
}

function passedOver(count: number): string[] {
  if (count === 0) return []
  const users = count === 1 ? '1 user is' : `${count.toLocaleString('en')} users are`
  return [`${users} passed over: this cannot be done to them.`]
}

function tooMany(): string {
  return `More than ${jobLimit.toLocaleString('en')} users match. Choose fewer at a time.`
}
