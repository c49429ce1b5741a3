import 'server-only'
import { hash } from 'node:crypto'
import { z } from 'zod'
import { Pagination } from '@/lib/doors/api/wire'
import { type Permission, permissions } from '@/lib/rights/catalogue'
import { ourApp } from './codenames'

/** A permission as the API writes it. */
export const WirePermission = z
  .object({
    id: z.int(),
    name: z.string(),
    codename: z.string(),
    model: z.string(),
    app_label: z.string(),
    app_label_verbose: z.string(),
    model_verbose: z.string(),
    implies: z.array(z.string()).describe('Codenames that come with it, over the same scope.'),
  })
  .meta({ id: 'Permission' })

export const WirePermissionList = z
  .object({ pagination: Pagination, results: z.array(WirePermission), autocomplete: z.object({}) })
  .meta({ id: 'PaginatedPermissionList' })

const models: Record<string, string> = { mail: 'mail', settings: 'settings' }

/** What a permission is about, as the name of a model: users.read is about user. */
export function modelOf(name: Permission): string {
  const area = name.slice(0, name.indexOf('.'))
  return models[area] ?? area.slice(0, -1)
}

/** The same number for the same name on every installation and in every version. */
export function numberOf(name: Permission): number {
  return Number.parseInt(hash('sha256', name).slice(0, 7), 16)
}

export function wirePermission(name: Permission): z.infer<typeof WirePermission> {
  const model = modelOf(name)
  const entry: { description: string; implies?: readonly string[] } = permissions[name]
  return {
    ...{ id: numberOf(name), name: entry.description, codename: name, model },
    ...{ app_label: ourApp, app_label_verbose: 'Latchkey' },
    model_verbose: model.charAt(0).toUpperCase() + model.slice(1),
    implies: [...(entry.implies ?? [])],
  }
}
