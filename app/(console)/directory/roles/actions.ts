'use server'

import { action } from '@/lib/doors/action'
import { createRole } from '@/lib/roles/create'
import { deleteRole } from '@/lib/roles/delete'
import { foreseePermissions } from '@/lib/roles/foresee'
import { DeleteRole, ForeseePermissions, RoleFields, UpdateRole } from '@/lib/roles/input'
import { updateRole } from '@/lib/roles/update'

export const createRoleAction = action('roles.create', RoleFields, async (ctx, input) => {
  const { id } = await createRole(ctx, input)
  return { id }
})

export const updateRoleAction = action('roles.update', UpdateRole, async (ctx, input) => {
  const { id } = await updateRole(ctx, input)
  return { id }
})

export const foreseePermissionsAction = action('roles.update', ForeseePermissions, foreseePermissions)

export const deleteRoleAction = action('roles.delete', DeleteRole, deleteRole)
