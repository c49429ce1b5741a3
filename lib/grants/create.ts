import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { grants, roles } from '@/db/schema'
import { actorLabel, recordEvent } from '@/lib/audit/record'
import type { Scope } from '@/lib/kernel/actor'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { Invalid } from '@/lib/kernel/errors'
import { isolated } from '@/lib/kernel/isolated'
import { raisedBy } from '@/lib/raising/people'
import { raise } from '@/lib/raising/raise'
import { permissions } from '@/lib/rights/catalogue'
import { giftsWhere } from '@/lib/rights/gifts'
import { lockRights } from '@/lib/rights/lock'
import { requireHeld } from '@/lib/rights/reach'
import { requirePermission } from '@/lib/rights/require'
import { type Gift, permissionsOfGift } from '@/lib/rights/rights'
import { visibleRoles } from '@/lib/rights/visible-roles'
import { findRoles, type Role } from '@/lib/roles/get'
import type { CreateGrant, Given, GrantScope } from './input'
import { lockHolder, lockScope } from './place'

/**
 * Gives a permission or a role to a user or a group, over a scope. Nobody gives what they do not hold over at least that
 * scope. Throws Invalid on `scope` when it has no effect there, on `given` when the holder has just this already.
 */
export async function createGrant(ctx: Context, input: CreateGrant): Promise<{ id: string }> {
  await requirePermission(ctx, 'grants.create', input.holder)
  return inTransaction(ctx, async (unlocked) => {
    const ctx = await lockRights(unlocked)
    await requirePermission(ctx, 'grants.create', input.holder)
    return insertGrant(ctx, input)
  })
}

/** The change itself, for commands that hold the lock and have asked for `grants.create` over the holder. */
export async function insertGrant(ctx: Context, { holder, given, scope }: CreateGrant) {
  const holding = await lockHolder(ctx, holder)
  const gift = await giftOf(ctx, given)
  if (permissionsOfGift({ ...gift, scope: scopeWithout(scope) }).length === 0)
    throw new Invalid({ scope: [`${isolated(gift.label)} has no effect over ${scopeWords[scope.kind]}.`] })
  const place = scope.kind === 'everything' ? undefined : await lockScope(ctx, scope)
  if (scope.kind !== 'everything' && !place) {
    // Who may not know what is there is told the same whether it is or not.
    requireHeld(ctx, [{ ...gift, scope: scopeWithout(scope) }])
    throw new Invalid({ scope: ['It is not there any more. Choose another.'] })
  }
  const row = {
    ...{ userId: null, groupId: null, permission: null, roleId: null },
    ...{ scope: scope.kind, scopeFolderId: null, scopeGroupId: null, scopeUserId: null },
    ...holder,
    ...given,
    ...(scope.kind !== 'everything' && { [scopeColumns[scope.kind]]: scope.id }),
  }
  const created = await raise(ctx, raisedBy(holder), async () => {
    const [created] = await ctx.db
      .insert(grants)
      .values({ id: uuidv7(ctx.now), ...row, createdAt: ctx.now, createdBy: actorLabel(ctx.actor) })
      .onConflictDoNothing()
      .returning({ id: grants.id })
    const id = created?.id ?? (await idOfSame(ctx, row))
    requireHeld(ctx, await giftsWhere(ctx, sql`g.id = ${id}`))
    return created
  })
  if (!created) throw new Invalid({ given: [`${isolated(holding.label)} has this already, over the same.`] })
  await recordEvent(ctx, {
    name: 'grant.created',
    subjects: [holding, ...gift.subjects, ...(place ? [place] : [])],
    changes: {
      [gift.role ? 'role' : 'permission']: { old: null, new: gift.label },
      scope: { old: null, new: scope.kind },
    },
  })
  return created
}

const scopeColumns = {
  folder: 'scopeFolderId',
  members: 'scopeGroupId',
  group: 'scopeGroupId',
  user: 'scopeUserId',
} as const

const scopeWords: Record<GrantScope['kind'], string> = {
  everything: 'everything',
  folder: 'a folder',
  members: 'the members of a group',
  user: 'a single user',
  group: 'a single group',
}

/** The scope before it is known where it lies. */
function scopeWithout(scope: GrantScope): Scope {
  return scope.kind === 'folder' ? { ...scope, kind: 'folder', path: '' } : (scope as Scope)
}

type Named = Pick<Gift, 'permission' | 'role'> & {
  label: string
  subjects: { type: string; id: string; label: string }[]
}

async function giftOf(ctx: Context, given: Given): Promise<Named> {
  if ('permission' in given) {
    const { permission } = given
    return { permission, role: null, label: permissions[permission].description, subjects: [] }
  }
  const [role] = await findRoles(ctx, and(eq(roles.id, given.roleId), visibleRoles(ctx)))
  if (!role) throw new Invalid({ given: ['This role is not there any more.'] })
  return { permission: null, role, label: role.name, subjects: [subjectOf(role)] }
}

function subjectOf({ id, name }: Role) {
  return { type: 'role', id: String(id), label: name }
}

type SameColumns = 'userId' | 'groupId' | 'permission' | 'roleId' | 'scope' | 'scopeFolderId' | 'scopeGroupId'

async function idOfSame(
  { db }: Context,
  row: Pick<typeof grants.$inferSelect, SameColumns | 'scopeUserId'>,
): Promise<string> {
  const same = (Object.keys(row) as (keyof typeof row)[]).map(
    (column) => sql`${grants[column]} is not distinct from ${row[column]}`,
  )
  const [found] = await db
    .select({ id: grants.id })
    .from(grants)
    .where(and(...same))
  if (!found) throw new Error('the same grant is not there')
  return found.id
}
