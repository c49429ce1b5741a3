import type { Permission, ScopeKind } from '@/lib/rights/catalogue'

/** Something with a name, or without id and under a description when it is outside the asker's view. */
export type Seen = { id: number | null; label: string }

/** One step on the way from a person to what they may do. */
export type Step =
  | ({ kind: 'user' } & Seen)
  /** `until`: when the membership with which the way begins is over. */
  | ({ kind: 'group'; until?: Date } & Seen)
  | ({ kind: 'role' } & Seen)
  | { kind: 'permission'; permission: Permission }
  /** `path`: of a folder, for the way to it. */
  | ({ kind: 'scope'; scope: ScopeKind; path?: string } & Seen)

/** One way a permission comes to somebody: user, groups from near to far, role, permissions, scope. */
export type Way = { grantId: string; steps: Step[] }

export type Person = { id: number; username: string; name: string }

/** Something that would give the permission, and the first few people who could see to it. */
export type Adders = { people: Person[]; areAll: boolean }

/** What comes nearest to holding the permission. */
export type Missing = {
  /** It is held, but over these scopes only, in which the target is not. */
  elsewhere: Way[]
  /** Groups that carry it and do not have the user as a member, the nearest first. */
  groups: { id: number; name: string; endedAt: Date | null }[]
  /** Who could add the user to the first of these groups; without a group, who could give the permission. */
  adders: Adders
}

/** What the target holds and somebody lacks; `unseen` when the asker may not know what it is. */
export type Above = { permissions: Permission[] } | 'unseen'

export type Explanation = {
  user: Person & { isActive: boolean }
  target: ({ kind: 'user' | 'folder' | 'group' } & Seen) | undefined
  /** Whether it can be done: there is a way, and the target is not above the user. */
  isHeld: boolean
  ways: Way[]
  hasMore: boolean
  /** Set when there is a way and Latchkey refuses all the same. */
  above?: Above
  /** Set when there is no way. */
  missing?: Missing
}

/** A person and the ways by which they can, or would if they held all that the target holds. */
export type Capable = { person: Person; ways: Way[]; isWeaker: boolean }

/** A group of more people than are listed one by one, whose members hold it. Counted are those in the asker's view. */
export type CapableGroup = {
  group: Seen
  members: { count: number; capped: boolean }
  ways: Way[]
  isWeaker: boolean
}

export type WhoCanAnswer = {
  target: Person
  can: { people: Capable[]; groups: CapableGroup[] }
  /** They hold the permission over the target, and are refused since the target holds rights they lack. */
  refused: { people: Capable[]; groups: CapableGroup[] }
  /** There are more than are listed: a search finds the others. */
  hasMore: boolean
  /** People outside the asker's view are left out. */
  isNarrowed: boolean
}
