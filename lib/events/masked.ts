import 'server-only'
import type { EventSubject, events } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { outsideView } from '@/lib/kernel/own-words'
import { seenUsers } from '@/lib/rights/names-seen'
import { covers, isHeldOverEverything, scopesOf } from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import { isSeenPath, type Sight, sightOf } from '@/lib/rights/sight'
import { seesRoles } from '@/lib/rights/visible-roles'

type Event = typeof events.$inferSelect

/** Who may read all of these is told everything. */
const whole = ['users.read', 'groups.read', 'roles.read', 'jobs.read'] as const

/** Lines of the audit log as the actor may read them: nothing of people, folders, groups, roles and jobs outside their view. */
export async function maskedEvents(ctx: Context, rows: Event[]): Promise<Event[]> {
  const rights = rightsOf(ctx)
  if (whole.every((permission) => isHeldOverEverything(rights, permission))) return rows
  const sight = await sightOf(ctx)
  const ids = rows.flatMap(({ subjects, actorUserId }) => [
    ...subjects.filter(({ type }) => type === 'user').map(({ id }) => Number(id)),
    ...(actorUserId === null ? [] : [actorUserId]),
  ])
  const isSeenUser = await seenUsers(ctx, ids)
  return rows.map((row) => {
    const isOwn = 'userId' in ctx.actor && row.actorUserId === ctx.actor.userId
    const isSeen = (subject: EventSubject) => isSeenSubject(ctx, subject, { sight, isSeenUser, isOwn })
    const isClear = row.subjects.every(isSeen) && (!sight || !tellsOfOthers(row.name))
    return {
      ...(row.actorUserId === null || isSeenUser(row.actorUserId) ? row : byNobody(row)),
      subjects: row.subjects.map((subject, place) => (isSeen(subject) ? subject : masked(subject, place))),
      changes: isClear || isOwn ? maskedChanges(ctx, row.changes, sight) : {},
      details: isClear || isOwn ? maskedDetails(row.details, sight) : {},
    }
  })
}

/** Events of these areas name others in what changed: holders, members, what a right is over. */
function tellsOfOthers(name: string): boolean {
  return !/^(user|recovery_link|session|token|folder)\./.test(name)
}

type View = { sight: Sight | undefined; isSeenUser: (id: number) => boolean; isOwn: boolean }

function isSeenSubject(ctx: Context, { type, id, label }: EventSubject, view: View): boolean {
  const rights = rightsOf(ctx)
  switch (type) {
    case 'user':
      return view.isSeenUser(Number(id))
    case 'folder':
      return isSeenPath(view.sight, label)
    case 'group':
      return covers(scopesOf(rights, 'groups.read'), { kind: 'group', id: Number(id) })
    case 'role':
      return isHeldOverEverything(rights, 'roles.read')
    case 'job':
      return view.isOwn || isHeldOverEverything(rights, 'jobs.read')
    default:
      return view.isOwn || !view.sight
  }
}

function masked({ type }: EventSubject, place: number): EventSubject {
  const label =
    type === 'user' ? outsideView.somebody : type === 'folder' ? outsideView.folder : outsideView.thing
  return { type: 'outside', id: String(place), label }
}

function byNobody(row: Event): Event {
  return {
    ...row,
    actorUserId: null,
    actorLabel: outsideView.somebody,
    ip: null,
    userAgent: null,
    requestId: null,
  }
}

function maskedChanges(
  ctx: Context,
  { parents, role, ...others }: Event['changes'],
  sight: Sight | undefined,
): Event['changes'] {
  // Names alone do not say which of these groups the actor sees; even what they changed held others than theirs.
  const told = {
    ...others,
    ...(parents && isHeldOverEverything(rightsOf(ctx), 'groups.read') && { parents }),
    // The name of a role.
    ...(role && seesRoles(ctx) && { role }),
  }
  return Object.fromEntries(
    Object.entries(told).map(([field, { old, new: current }]) => [
      field,
      field === 'path' ? { old: seenPath(old, sight), new: seenPath(current, sight) } : { old, new: current },
    ]),
  )
}

function maskedDetails(details: Event['details'], sight: Sight | undefined): Event['details'] {
  const { usersMovedTo, ...others } = details
  return usersMovedTo === undefined ? others : { ...others, usersMovedTo: seenPath(usersMovedTo, sight) }
}

function seenPath(path: unknown, sight: Sight | undefined): unknown {
  return typeof path === 'string' && !isSeenPath(sight, path) ? outsideView.folder : path
}
