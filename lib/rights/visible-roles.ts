import 'server-only'
import { isNotNull, type SQL } from 'drizzle-orm'
import { roles } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { isHeldOverEverything } from './rights'
import { rightsOf } from './scope'

/** Whether the actor may know of every role; of those that come with Latchkey anybody may. */
export function seesRoles(ctx: Pick<Context, 'actor'>): boolean {
  return isHeldOverEverything(rightsOf(ctx), 'roles.read')
}

/** The rows of `roles` the actor may know of, as a condition; undefined for all of them. */
export function visibleRoles(ctx: Pick<Context, 'actor'>): SQL | undefined {
  return seesRoles(ctx) ? undefined : isNotNull(roles.key)
}
