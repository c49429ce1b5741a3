import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { folders, groups, roles } from '@/db/schema'
import type { CreateGrant, Given, GrantScope, Holder } from '@/lib/grants/input'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { visibleRoles } from '@/lib/rights/visible-roles'
import type { GrantRequest } from './wire'

type Request = z.output<typeof GrantRequest>

/** No row has it: what is not there is refused in the words for what may not be seen. */
const nowhere = 0

/** A grant as the API reads it, with ids in place of UUIDs and paths. Throws Invalid by field. */
export async function grantOfRequest(ctx: Context, body: Request): Promise<CreateGrant> {
  return {
    holder: await holderOf(ctx, body),
    given: await givenOf(ctx, body),
    scope: await scopeOf(ctx, body),
  }
}

async function holderOf(ctx: Context, { user, group }: Request): Promise<Holder> {
  if ((user == null) === (group == null)) throw new Invalid({ user: ['Give either a user or a group.'] })
  return user == null ? { groupId: await groupId(ctx, group ?? '') } : { userId: user }
}

async function givenOf(ctx: Context, { permission, role }: Request): Promise<Given> {
  if ((permission == null) === (role == null))
    throw new Invalid({ permission: ['Give either a permission or a role.'] })
  if (permission != null) return { permission }
  const [row] = await ctx.db
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.uuid, role ?? ''), visibleRoles(ctx)))
  if (!row) throw new Invalid({ role: ['There is no such role.'] })
  return { roleId: row.id }
}

const fields = {
  folder: 'scope_folder',
  members: 'scope_group',
  group: 'scope_group',
  user: 'scope_user',
} as const

async function scopeOf(ctx: Context, body: Request): Promise<GrantScope> {
  const { scope: kind } = body
  const wanted = kind === 'everything' ? undefined : fields[kind]
  for (const field of new Set(Object.values(fields))) {
    const given = body[field] != null
    if (given && field !== wanted) throw new Invalid({ [field]: [`The scope ${kind} has no such field.`] })
    if (!given && field === wanted) throw new Invalid({ [field]: [`The scope ${kind} needs this field.`] })
  }
  if (kind === 'everything') return { kind }
  if (kind === 'user') return { kind, id: body.scope_user ?? nowhere }
  if (kind === 'folder') return { kind, id: await folderId(ctx, body.scope_folder ?? '') }
  return { kind, id: await groupId(ctx, body.scope_group ?? '') }
}

export async function groupId({ db }: Context, uuid: string): Promise<number> {
  const [row] = await db.select({ id: groups.id }).from(groups).where(eq(groups.uuid, uuid))
  return row?.id ?? nowhere
}

async function folderId({ db }: Context, path: string): Promise<number> {
  const [row] = await db.select({ id: folders.id }).from(folders).where(eq(folders.path, path))
  return row?.id ?? nowhere
}
