import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { permittedAmong } from './among'
import type { Permission } from './catalogue'
import { scopesOf } from './rights'
import { rightsOf } from './scope'

/**
 * Which of these permissions the actor may use over a user, or over anything where none is named: what `hasPermission` says
 * of each, for pages that offer many things, in two statements at most.
 */
export async function heldOver<Name extends Permission>(
  ctx: Context,
  names: readonly Name[],
  userId?: number,
): Promise<Record<Name, boolean>> {
  const permitted = userId !== undefined && (await permittedAmong(ctx, names, [userId]))
  const isHeld = (name: Name) =>
    permitted ? permitted[name].has(userId) : scopesOf(rightsOf(ctx), name).length > 0
  return Object.fromEntries(names.map((name) => [name, isHeld(name)])) as Record<Name, boolean>
}
