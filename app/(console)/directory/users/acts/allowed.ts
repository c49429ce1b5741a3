import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { lockoutsOf } from '@/lib/limits/lockouts'
import { isPasswordSettable } from '@/lib/passwords/set'
import { isLinkViewable } from '@/lib/recovery/create-link'
import { heldOver } from '@/lib/rights/held'
import type { AllowedActs } from './act'

const overUsers = [
  'users.update',
  'users.deactivate',
  'users.delete',
  'users.export',
  'users.set_password',
  'users.recover',
  'users.end_sessions',
  'users.unlock',
] as const

/** What the actor may do to this user, or to users at all. */
export async function allowedActs(ctx: Context, userId?: number): Promise<AllowedActs> {
  const held = await heldOver(ctx, overUsers, userId)
  const anywhere = await heldOver(ctx, ['groups.change_members', 'groups.create'])
  return {
    update: held['users.update'],
    deactivate: held['users.deactivate'],
    delete: held['users.delete'],
    export: held['users.export'],
    setPassword: held['users.set_password'] && (await isPasswordSettable(ctx, userId)),
    recover: held['users.recover'],
    viewLink: held['users.recover'] && isLinkViewable(ctx, userId),
    endSessions: held['users.end_sessions'],
    unlock: held['users.unlock'] && (userId === undefined || (await lockoutsOf(ctx, userId)).length > 0),
    addToGroup: anywhere['groups.change_members'],
    addToNewGroup: anywhere['groups.create'],
  }
}
