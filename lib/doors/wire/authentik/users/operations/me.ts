import 'server-only'
import { operation } from '@/lib/doors/api/operation'
import { WireSessionUser, wireUserSelf } from '@/lib/doors/wire/authentik/users/wire'
import { ownTies, readWireUser } from '@/lib/doors/wire/authentik/users/wire-rows'
import { type Permission, permissions } from '@/lib/rights/catalogue'
import { hasPermission } from '@/lib/rights/require'

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
