import 'server-only'
import { operation } from '@/lib/api/operation'
import { type Permission, permissions } from '@/lib/permissions/catalogue'
import { hasPermission } from '@/lib/permissions/require'
import { WireSessionUser, wireUserSelf } from '../wire'
import { ownTies, readWireUser } from '../wire-rows'

export const me = operation({
  id: 'core_users_me_retrieve',
  summary: 'The user the token belongs to',
  result: WireSessionUser,
  async run(ctx) {
    const names = Object.keys(permissions) as Permission[]
    const held = await Promise.all(names.map((name) => hasPermission(ctx, name)))
    const user = await readWireUser(ctx, ctx.actor.userId, ownTies)
    const result = wireUserSelf(
      user,
      names.filter((_, index) => held[index]),
    )
    return { result: { user: result, users: [] } }
  },
})
