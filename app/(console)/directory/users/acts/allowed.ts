import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { lockoutsOf } from '@/lib/limits/lockouts'
import { maySetPassword } from '@/lib/passwords/set'
import { mayViewLink } from '@/lib/recovery/create-link'
import { hasPermission } from '@/lib/rights/require'
import type { AllowedActs } from './act'

/** What the actor may do to this user, or to users at all. */
export async function allowedActs(ctx: Context, userId?: number): Promise<AllowedActs> {
  const target = userId === undefined ? undefined : { userId }
  return {
    update: await hasPermission(ctx, 'users.update', target),
    deactivate: await hasPermission(ctx, 'users.deactivate', target),
    delete: await hasPermission(ctx, 'users.delete', target),
    export: await hasPermission(ctx, 'users.export', target),
    setPassword: await maySetPassword(ctx, userId),
    recover: await hasPermission(ctx, 'users.recover', target),
    viewLink: await mayViewLink(ctx, userId),
    endSessions: await hasPermission(ctx, 'users.end_sessions', target),
    unlock: await mayUnlock(ctx, userId),
    addToGroup: await hasPermission(ctx, 'groups.change_members'),
    addToNewGroup: await hasPermission(ctx, 'groups.create'),
  }
}

async function mayUnlock(ctx: Context, userId?: number): Promise<boolean> {
  if (userId === undefined) return hasPermission(ctx, 'users.unlock')
  return (await hasPermission(ctx, 'users.unlock', { userId })) && (await lockoutsOf(ctx, userId)).length > 0
}
