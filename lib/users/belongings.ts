import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { grants, groupMembers, groups, mails, users } from '@/db/schema'
import type { Endings } from '@/lib/access/endings'
import type { Context } from '@/lib/kernel/context'
import { isLasting } from '@/lib/rights/lasting'
import { readableGrants } from '@/lib/rights/readable-grants'
import { permittedGroups, permittedUsers } from '@/lib/rights/scope'
import { type BelongingKind, belongingWords } from './belonging-words'

const nothing: Endings = { ends: [], endsUnseen: false }

/** What else goes with each of these users when they are deleted; of it, what the actor may know of is counted. */
export async function countBelongings(ctx: Context, people: SQL): Promise<(userId: number) => Endings> {
  const found = new Map<number, Row[]>()
  for (const row of await belongingsOf(ctx, people, sql`owner`))
    found.set(row.owner, [...(found.get(row.owner) ?? []), row])
  return (userId) => (found.has(userId) ? endingsOf(found.get(userId) ?? []) : nothing)
}

/** The same of all of them together; a grant of one over another of them is counted on both sides. */
export async function sumBelongings(ctx: Context, people: SQL): Promise<Endings> {
  return endingsOf(await belongingsOf(ctx, people, sql`0`))
}

type Row = { owner: number; kind: BelongingKind; count: number; seen: number }

function endingsOf(rows: Row[]): Endings {
  const kinds = Object.keys(belongingWords)
  const sorted = rows.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
  return {
    ends: sorted.filter(({ seen }) => seen > 0).map(({ kind, seen }) => ({ kind, count: seen })),
    endsUnseen: rows.some(({ count, seen }) => count > seen),
  }
}

/** In one question, whoever they are. */
async function belongingsOf(ctx: Context, people: SQL, by: SQL): Promise<Row[]> {
  const readable = (await readableGrants(ctx)) ?? sql`true`
  const visible = ctx.db.select({ id: groups.id }).from(groups).where(permittedGroups(ctx, 'groups.read'))
  const mailed = ctx.db
    .select({ id: users.id })
    .from(users)
    .where(await permittedUsers(ctx, 'mail.read'))
  const parts: Record<BelongingKind, SQL> = {
    grants: sql`select ${grants.userId} as owner, ${readable} as seen from ${grants}
      where ${grants.userId} in ${people}`,
    grantsOver: sql`select ${grants.scopeUserId}, ${readable} from ${grants}
      where ${grants.scopeUserId} in ${people}`,
    memberships: sql`select ${groupMembers.userId}, ${inArray(groupMembers.groupId, visible)} from ${groupMembers}
      where ${and(sql`${groupMembers.userId} in ${people}`, isLasting(groupMembers.expiresAt, ctx.now))}`,
    queuedMails: sql`select ${mails.userId}, ${inArray(mails.userId, mailed)} from ${mails}
      where ${and(sql`${mails.userId} in ${people}`, eq(mails.status, 'queued'))}`,
  }
  const all = Object.entries(parts).map(
    ([kind, part]) =>
      sql`select ${kind}::text as kind, part.owner, part.seen from (${part}) part (owner, seen)`,
  )
  return ctx.db
    .select({
      kind: sql<BelongingKind>`kind`,
      owner: sql<number>`${by}`,
      count: sql<number>`count(*)::integer`,
      seen: sql<number>`count(*) filter (where seen)::integer`,
    })
    .from(sql`(${sql.join(all, sql` union all `)}) belongings`)
    .groupBy(sql`1, 2`)
}
