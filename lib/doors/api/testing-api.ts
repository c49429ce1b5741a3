// Made from the OpenAPI document: `npx vitest run lib/doors/api/openapi.test.ts -u` makes it anew.

export type UsedByList = UsedBy[]
export type GroupUsedByList = UsedBy[]
export type RoleUsedByList = UsedBy[]
export type PermissionAssignResultList = PermissionAssignResult[]

export interface Api {
  'GET /core/users/': {
    body: undefined
    answer: PaginatedUserList
  }
  'POST /core/users/': {
    body: UserRequest
    answer: User
  }
  'GET /core/users/{id}/': {
    body: undefined
    answer: User
  }
  'PUT /core/users/{id}/': {
    body: UserRequest
    answer: User | Plan
  }
  'PATCH /core/users/{id}/': {
    body: PatchedUserRequest
    answer: User | Plan
  }
  'DELETE /core/users/{id}/': {
    body: undefined
    answer: Plan
  }
  'GET /core/users/{id}/used_by/': {
    body: undefined
    answer: UsedByList
  }
  'GET /core/users/me/': {
    body: undefined
    answer: SessionUser
  }
  'GET /core/users/paths/': {
    body: undefined
    answer: UserPath
  }
  'POST /core/users/{id}/recovery/': {
    body: UserRecoveryLinkRequest
    answer: Link | Plan
  }
  'POST /core/users/{id}/recovery_email/': {
    body: UserRecoveryEmailRequest
    answer: Plan
  }
  'POST /core/users/{id}/set_password/': {
    body: UserPasswordSetRequest
    answer: undefined
  }
  'GET /core/groups/': {
    body: undefined
    answer: PaginatedGroupList
  }
  'POST /core/groups/': {
    body: GroupRequest
    answer: Group
  }
  'GET /core/groups/{uuid}/': {
    body: undefined
    answer: Group
  }
  'PUT /core/groups/{uuid}/': {
    body: GroupRequest
    answer: Group
  }
  'PATCH /core/groups/{uuid}/': {
    body: PatchedGroupRequest
    answer: Group
  }
  'DELETE /core/groups/{uuid}/': {
    body: undefined
    answer: Plan
  }
  'POST /core/groups/{uuid}/add_user/': {
    body: GroupMemberRequest
    answer: Plan
  }
  'POST /core/groups/{uuid}/remove_user/': {
    body: UserAccountRequest
    answer: Plan
  }
  'GET /core/groups/{uuid}/used_by/': {
    body: undefined
    answer: GroupUsedByList
  }
  'GET /rbac/roles/': {
    body: undefined
    answer: PaginatedRoleList
  }
  'POST /rbac/roles/': {
    body: RoleRequest
    answer: Role
  }
  'GET /rbac/roles/{uuid}/': {
    body: undefined
    answer: Role
  }
  'PUT /rbac/roles/{uuid}/': {
    body: RoleRequest
    answer: Role
  }
  'PATCH /rbac/roles/{uuid}/': {
    body: PatchedRoleRequest
    answer: Role
  }
  'DELETE /rbac/roles/{uuid}/': {
    body: undefined
    answer: Plan
  }
  'POST /rbac/roles/{uuid}/add_user/': {
    body: UserAccountSerializerForRoleRequest
    answer: undefined
  }
  'POST /rbac/roles/{uuid}/remove_user/': {
    body: UserAccountSerializerForRoleRequest
    answer: undefined
  }
  'GET /rbac/roles/{uuid}/used_by/': {
    body: undefined
    answer: RoleUsedByList
  }
  'GET /rbac/permissions/assigned_by_roles/': {
    body: undefined
    answer: PaginatedRoleAssignedObjectPermissionList
  }
  'POST /rbac/permissions/assigned_by_roles/{uuid}/assign/': {
    body: PermissionAssignRequest
    answer: PermissionAssignResultList
  }
  'PATCH /rbac/permissions/assigned_by_roles/{uuid}/unassign/': {
    body: PatchedPermissionAssignRequest
    answer: undefined
  }
  'GET /rbac/permissions/': {
    body: undefined
    answer: PaginatedPermissionList
  }
  'GET /rbac/permissions/{id}/': {
    body: undefined
    answer: Permission
  }
  'GET /rbac/grants/': {
    body: undefined
    answer: PaginatedGrantList
  }
  'POST /rbac/grants/': {
    body: GrantRequest
    answer: Grant
  }
  'GET /rbac/grants/{uuid}/': {
    body: undefined
    answer: Grant
  }
  'DELETE /rbac/grants/{uuid}/': {
    body: undefined
    answer: Plan
  }
  'GET /schema/': {
    body: undefined
    answer: OpenApiDocument
  }
}
export interface PaginatedUserList {
  pagination: Pagination
  results: User[]
  autocomplete: {}
}
export interface Pagination {
  next: number
  previous: number
  count: number
  current: number
  total_pages: number
  start_index: number
  end_index: number
  /**
   * Pass it as cursor= to read on; null at the end.
   */
  next_cursor: string | null
  /**
   * True when there are more than were counted.
   */
  count_is_minimum: boolean
}
export interface User {
  pk: number
  username: string
  name: string
  is_active: boolean
  last_login: string | null
  date_joined: string
  is_superuser: boolean
  /**
   * Those the user is in directly.
   */
  groups: string[]
  groups_obj: PartialGroup[] | null
  /**
   * Those given directly over everything. The others are in rbac/grants/.
   */
  roles: string[]
  roles_obj:
    | {
        pk: string
        name: string
      }[]
    | null
  email: string
  avatar: string
  attributes: {
    [k: string]: unknown
  }
  uid: string
  path: string
  type: 'internal' | 'external' | 'service_account' | 'internal_service_account'
  uuid: string
  password_change_date: string
  last_updated: string
}
export interface PartialGroup {
  pk: string
  num_pk: number
  name: string
  is_superuser: boolean
  attributes: {
    [k: string]: unknown
  }
}
export interface UserRequest {
  username: string
  name: string
  is_active?: boolean
  /**
   * Cannot be changed: only its present value is accepted.
   */
  last_login?: string | null
  /**
   * Just these, of those the caller may see: the user leaves the others.
   *
   * @maxItems 50
   */
  groups?: string[]
  /**
   * Just those given directly over everything: others are taken away.
   *
   * @maxItems 1000
   */
  roles?: string[]
  email?: string
  attributes?: {
    [k: string]: unknown
  }
  /**
   * A folder, such as users/staff. Made when it is missing.
   */
  path?: string
  type?: 'internal' | 'external'
}
export interface Plan {
  /**
   * At most 100 of them, the blocked ones first.
   */
  rows: {
    pk: number
    label: string
    note: string
    ends: {
      kind: string
      count: number
    }[]
    blocker: string | null
  }[]
  /**
   * To how many it would be done; the blocked ones are not counted.
   */
  count: number
  /**
   * What ends with it, over all to whom it would be done.
   */
  ends: {
    kind: string
    count: number
  }[]
  warnings: string[]
  /**
   * Why it cannot be done. Empty, it can.
   */
  blockers: string[]
}
export interface PatchedUserRequest {
  username?: string
  name?: string
  is_active?: boolean
  /**
   * Cannot be changed: only its present value is accepted.
   */
  last_login?: string | null
  /**
   * Just these, of those the caller may see: the user leaves the others.
   *
   * @maxItems 50
   */
  groups?: string[]
  /**
   * Just those given directly over everything: others are taken away.
   *
   * @maxItems 1000
   */
  roles?: string[]
  email?: string
  attributes?: {
    [k: string]: unknown
  }
  /**
   * A folder, such as users/staff. Made when it is missing.
   */
  path?: string
  type?: 'internal' | 'external'
}
export interface UsedBy {
  app: string
  model_name: string
  pk: string
  name: string
  action: 'cascade' | 'cascade_many' | 'set_null' | 'set_default' | 'left_dangling'
}
export interface SessionUser {
  user: UserSelf
  users: UserSelf[]
}
export interface UserSelf {
  pk: number
  username: string
  name: string
  is_active: boolean
  is_superuser: boolean
  is_current: boolean
  groups: {
    pk: string
    name: string
  }[]
  roles: {
    pk: string
    name: string
  }[]
  email: string
  avatar: string
  uid: string
  settings: {
    [k: string]: unknown
  }
  type: 'internal' | 'external' | 'service_account' | 'internal_service_account'
  system_permissions: string[]
}
export interface UserPath {
  paths: string[]
  /**
   * True when there are more paths than were listed.
   */
  truncated: boolean
}
export interface UserRecoveryLinkRequest {
  /**
   * Such as days=1 or minutes=30;hours=2; from 30 minutes to 7 days. One day when it is left out.
   */
  token_duration?: string
}
export interface Link {
  link: string
}
export interface UserRecoveryEmailRequest {
  /**
   * Such as days=1 or minutes=30;hours=2; from 30 minutes to 7 days. One day when it is left out.
   */
  token_duration?: string
  /**
   * Accepted and ignored: mail leaves in one way.
   */
  email_stage?: string
}
export interface UserPasswordSetRequest {
  password: string
  /**
   * The user has to choose another one at the next sign-in.
   */
  must_change?: boolean
  /**
   * Whoever is signed in as this user is signed out.
   */
  end_sessions?: boolean
}
export interface PaginatedGroupList {
  pagination: Pagination
  results: Group[]
  autocomplete: {}
}
export interface Group {
  pk: string
  num_pk: number
  name: string
  /**
   * Whether the group itself is an administrator over everything.
   */
  is_superuser: boolean
  parents: string[]
  parents_obj: RelatedGroup[] | null
  /**
   * Direct members, the first of them: users_truncated says when cut.
   */
  users: number[]
  users_obj: PartialUser[] | null
  /**
   * When memberships end by themselves, by user.
   */
  users_until: {
    [k: string]: string
  }
  users_truncated: boolean
  /**
   * How many direct members there are, of those the caller may see.
   */
  num_users: number
  attributes: {
    [k: string]: unknown
  }
  /**
   * Those given directly over everything. The others are in rbac/grants/.
   */
  roles: string[]
  roles_obj: {
    pk: string
    name: string
  }[]
  inherited_roles_obj:
    | {
        pk: string
        name: string
      }[]
    | null
  /**
   * At most 100 in lists, 1,000 otherwise.
   */
  children: string[]
  children_obj: RelatedGroup[] | null
}
export interface RelatedGroup {
  pk: string
  name: string
  is_superuser: boolean
  attributes: {
    [k: string]: unknown
  }
  group_uuid: string
}
export interface PartialUser {
  pk: number
  username: string
  name: string
  is_active: boolean
  last_login: string | null
  email: string
  attributes: {
    [k: string]: unknown
  }
  uid: string
}
export interface GroupRequest {
  name: string
  is_superuser?: boolean
  /**
   * @maxItems 50
   */
  parents?: string[]
  /**
   * Just these, of those the caller may see: others leave the group.
   *
   * @maxItems 1000
   */
  users?: number[]
  attributes?: {
    [k: string]: unknown
  }
  /**
   * Just those given directly over everything: others are taken away.
   *
   * @maxItems 1000
   */
  roles?: string[]
}
export interface PatchedGroupRequest {
  name?: string
  is_superuser?: boolean
  /**
   * @maxItems 50
   */
  parents?: string[]
  /**
   * Just these, of those the caller may see: others leave the group.
   *
   * @maxItems 1000
   */
  users?: number[]
  attributes?: {
    [k: string]: unknown
  }
  /**
   * Just those given directly over everything: others are taken away.
   *
   * @maxItems 1000
   */
  roles?: string[]
}
export interface GroupMemberRequest {
  pk: number
  /**
   * When the membership ends by itself. Ours.
   */
  until?: string | null
}
export interface UserAccountRequest {
  pk: number
}
export interface PaginatedRoleList {
  pagination: Pagination
  results: Role[]
  autocomplete: {}
}
export interface Role {
  pk: string
  name: string
  description: string
  /**
   * Set for roles that come with Latchkey and cannot be changed.
   */
  managed: string | null
  /**
   * Codenames.
   */
  permissions: string[]
}
export interface RoleRequest {
  name: string
  description?: string
  /**
   * @maxItems 1000
   */
  permissions?: string[]
}
export interface PatchedRoleRequest {
  name?: string
  description?: string
  /**
   * @maxItems 1000
   */
  permissions?: string[]
}
export interface UserAccountSerializerForRoleRequest {
  pk: number
}
export interface PaginatedRoleAssignedObjectPermissionList {
  pagination: Pagination
  results: RoleAssignedObjectPermission[]
  autocomplete: {}
}
export interface RoleAssignedObjectPermission {
  role_pk: string
  name: string
  /**
   * Always empty: see rbac/grants/.
   */
  object_permissions: {}[]
  model_permissions: RoleModelPermission[]
}
export interface RoleModelPermission {
  id: number
  codename: string
  model: string
  app_label: string
  name: string
}
export interface PermissionAssignRequest {
  /**
   * @maxItems 1000
   */
  permissions: string[]
  /**
   * Not needed: codenames say what they are about.
   */
  model?: string | null
  /**
   * Refused unless empty. A role holds no permissions on single objects here. Grant it, or the permission itself, over one user, group or folder with POST rbac/grants/.
   */
  object_pk?: string | null
}
export interface PermissionAssignResult {
  id: string
}
export interface PatchedPermissionAssignRequest {
  /**
   * @maxItems 1000
   */
  permissions?: string[]
  /**
   * Not needed: codenames say what they are about.
   */
  model?: string | null
  /**
   * Refused unless empty. A role holds no permissions on single objects here. Grant it, or the permission itself, over one user, group or folder with POST rbac/grants/.
   */
  object_pk?: string | null
}
export interface PaginatedPermissionList {
  pagination: Pagination
  results: Permission[]
  autocomplete: {}
}
export interface Permission {
  id: number
  name: string
  codename: string
  model: string
  app_label: string
  app_label_verbose: string
  model_verbose: string
  /**
   * Codenames that come with it, over the same scope.
   */
  implies: string[]
}
export interface PaginatedGrantList {
  pagination: Pagination
  results: Grant[]
  autocomplete: {}
}
export interface Grant {
  pk: string
  user: number | null
  group: string | null
  permission: string | null
  role: string | null
  role_obj: {
    pk: string
    name: string
  } | null
  /**
   * False when what is given is a role that the caller may not read; it is then null.
   */
  role_visible: boolean
  scope: 'everything' | 'folder' | 'members' | 'user' | 'group'
  /**
   * A path.
   */
  scope_folder: string | null
  /**
   * The group whose members are meant, or that group itself.
   */
  scope_group: string | null
  scope_user: number | null
  /**
   * False when what the scope is about lies outside what the caller may see; it is then null.
   */
  scope_visible: boolean
  created: string
  created_by: string
}
export interface GrantRequest {
  user?: number | null
  group?: string | null
  permission?:
    | (
        | 'users.read'
        | 'users.create'
        | 'users.update'
        | 'users.deactivate'
        | 'users.delete'
        | 'users.export'
        | 'users.recover'
        | 'users.set_password'
        | 'users.end_sessions'
        | 'users.unlock'
        | 'folders.create'
        | 'folders.update'
        | 'folders.delete'
        | 'groups.read'
        | 'groups.create'
        | 'groups.update'
        | 'groups.delete'
        | 'groups.change_members'
        | 'roles.read'
        | 'roles.create'
        | 'roles.update'
        | 'roles.delete'
        | 'grants.read'
        | 'grants.create'
        | 'grants.delete'
        | 'events.read'
        | 'jobs.read'
        | 'mail.read'
        | 'mail.send'
        | 'settings.read'
        | 'settings.update'
      )
    | null
  role?: string | null
  scope: 'everything' | 'folder' | 'members' | 'user' | 'group'
  /**
   * A path; empty for all folders.
   */
  scope_folder?: ('' | string) | null
  scope_group?: string | null
  scope_user?: number | null
}
export interface OpenApiDocument {
  [k: string]: unknown
}
