import 'server-only'
import { z } from 'zod'
import { grantOperations } from '@/lib/doors/wire/authentik/grants/operations'
import { groupOperations } from '@/lib/doors/wire/authentik/groups/operations'
import { passwordOperations } from '@/lib/doors/wire/authentik/passwords/operations'
import { permissionOperations } from '@/lib/doors/wire/authentik/permissions/operations'
import { recoveryOperations } from '@/lib/doors/wire/authentik/recovery/operations'
import { roleOperations } from '@/lib/doors/wire/authentik/roles/operations'
import { userOperations } from '@/lib/doors/wire/authentik/users/operations'
import { openApiDocument } from './openapi'
import type { Operation, Operations, Reply } from './operation'

const schema: Operation = {
  id: 'schema_retrieve',
  summary: 'This document',
  public: true,
  result: z.record(z.string(), z.unknown()).meta({ id: 'OpenApiDocument' }),
  run: async (): Promise<Reply<unknown>> => ({ result: openApiDocument(routes) }),
}

/** Everything the REST API serves, by path below /api/v3. The routes and the OpenAPI document both come from here. */
export const routes = {
  ...userOperations,
  ...recoveryOperations,
  ...passwordOperations,
  ...groupOperations,
  ...roleOperations,
  ...permissionOperations,
  ...grantOperations,
  '/schema/': { GET: schema },
} satisfies Record<string, Operations>
