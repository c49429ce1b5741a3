import 'server-only'
import type { Operations } from '@/lib/doors/api/operation'
import { me } from './operations/me'
import { list, paths, retrieve, usedBy } from './operations/read'
import { create, destroy, partialUpdate, update } from './operations/write'

/** What the API serves of users, by path. */
export const userOperations = {
  '/core/users/': { GET: list, POST: create },
  '/core/users/{id}/': { GET: retrieve, PUT: update, PATCH: partialUpdate, DELETE: destroy },
  '/core/users/{id}/used_by/': { GET: usedBy },
  '/core/users/me/': { GET: me },
  '/core/users/paths/': { GET: paths },
} satisfies Record<string, Operations>
