import 'server-only'
import { operation } from '@/lib/api/operation'
import { ownRoles } from '@/lib/grants/roles-of'
import { ownGroups } from '@/lib/groups/groups-of-users'
import { type Permission, permissions } from '@/lib/permissions/catalogue'
import { hasPermission } from '@/lib/permissions/require'
import { getOwnProfile } from '../own-profile'
import { WireSessionUser, wireUserSelf } from '../wire'

export const me = operation({
  id: 'core_users_me_retrieve',
  summary: 'The user the token belongs to',
  result: WireSessionUser,
  async run(ctx) {
    const user = await getOwnProfile(ctx)
    const names = Object.keys(permissions) as Permission[]
    const held = await Promise.all(names.map((name) => hasPermission(ctx, name)))
    return {
      result: {
        user: wireUserSelf(
          user,
          { roles: await ownRoles(ctx, user.id), groups: await ownGroups(ctx, user.id) },
          names.filter((_, index) => held[index]),
        ),
        users: [],
      },
    }
  },
})
