import 'server-only'
import type { Operations } from '@/lib/doors/api/operation'
import { assign, assignedByRoles, unassign } from './operations/assigned'
import { addUser, removeUser } from './operations/holders'
import { list, retrieve, usedBy } from './operations/read'
import { create, destroy, partialUpdate, update } from './operations/write'

/** What the API serves of roles, by path. */
export const roleOperations = {
  '/rbac/roles/': { GET: list, POST: create },
  '/rbac/roles/{uuid}/': { GET: retrieve, PUT: update, PATCH: partialUpdate, DELETE: destroy },
  '/rbac/roles/{uuid}/add_user/': { POST: addUser },
  '/rbac/roles/{uuid}/remove_user/': { POST: removeUser },
  '/rbac/roles/{uuid}/used_by/': { GET: usedBy },
  '/rbac/permissions/assigned_by_roles/': { GET: assignedByRoles },
  '/rbac/permissions/assigned_by_roles/{uuid}/assign/': { POST: assign },
  '/rbac/permissions/assigned_by_roles/{uuid}/unassign/': { PATCH: unassign },
} satisfies Record<string, Operations>
