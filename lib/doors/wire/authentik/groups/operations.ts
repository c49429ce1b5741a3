import 'server-only'
import type { Operations } from '@/lib/doors/api/operation'
import { addUser, removeUser } from './operations/members'
import { list, retrieve, usedBy } from './operations/read'
import { create, destroy, partialUpdate, update } from './operations/write'

/** What the API serves of groups, by path. */
export const groupOperations = {
  '/core/groups/': { GET: list, POST: create },
  '/core/groups/{uuid}/': { GET: retrieve, PUT: update, PATCH: partialUpdate, DELETE: destroy },
  '/core/groups/{uuid}/add_user/': { POST: addUser },
  '/core/groups/{uuid}/remove_user/': { POST: removeUser },
  '/core/groups/{uuid}/used_by/': { GET: usedBy },
} satisfies Record<string, Operations>
