import 'server-only'
import { and, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { jobLimit } from '@/lib/jobs/input'
import type { Plan } from '@/lib/plan'
import { makeLargePlan } from '@/lib/planning'
import { sumAccess } from './access'
import { concernedOf, rowsOf } from './act-rows'
import { countSelected, firstSelected, selectedUsers } from './selected'
import type { SelectedUsers } from './selection-input'
import type { UserAct } from './user-act'

const background = 'It runs in the background, user by user: you can leave, come back, and cancel.'

/** What an act would do to more users than are listed one by one: counted, with the first of them. What ends is summed over those to whom it will be done. */
export async function planLargeAct<Options>(
  ctx: Context,
  act: UserAct<Options>,
  selected: SelectedUsers,
): Promise<Plan> {
  const { permission } = act
  const { listed, done } = await concernedOf(ctx, act, selected)
  const count = await countSelected(ctx, permission, selected, jobLimit, listed)
  if (count > jobLimit) throw new Invalid({ '': [tooMany()] })
  const first = await firstSelected(ctx, permission, selected, listed)
  const condition = and(await selectedUsers(ctx, permission, selected), done)
  return makeLargePlan({
    rows: await rowsOf(ctx, act, first),
    count,
    ends: act.takesAccess
      ? await sumAccess(ctx, sql`(select ${users.id} from ${users} where ${condition})`, act.takesAccess)
      : [],
    warnings: [...act.warnings, background],
    typed: act.typed(count, []),
  })
}

function tooMany(): string {
  return `More than ${jobLimit.toLocaleString('en')} users match. Choose fewer at a time.`
}
