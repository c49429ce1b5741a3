import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { keyText, knowers, moment } from './columns'
import { folders } from './folders'

export const userTypes = ['internal', 'external', 'service_account', 'internal_service_account'] as const

/** Never signed in sorts as longer ago than anything. */
const lastSignInOrder = sql`coalesce(last_sign_in_at, '-infinity'::timestamptz)`

/**
 * About one user in 64, by chance: enough to judge a search by, read from one small index. Left out are texts that might
 * not fit into a row of an index.
 */
export const sampledUsers = sql.raw(
  `hashint4(id) & 63 = 0 and octet_length(username_key) + octet_length(name_key)
    + octet_length(coalesce(email_key, '')) + octet_length(search) <= 2000`,
)

export const users = pgTable(
  'users',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    uuid: uuid('uuid').notNull().unique(),
    username: text('username').notNull(),
    usernameKey: keyText('username_key').notNull(),
    name: text('name').notNull().default(''),
    nameKey: keyText('name_key').notNull().default(''),
    email: text('email'),
    emailKey: keyText('email_key'),
    /** Who else set the address, and so may read what is mailed to it. */
    emailSetBy: knowers('email_set_by'),
    /** The user was given rights that one of those does not hold, so no recovery link is mailed to it. */
    emailOutgrown: boolean('email_outgrown').notNull().default(false),
    search: text('search').notNull(),
    folderId: integer('folder_id')
      .notNull()
      .references(() => folders.id, { onDelete: 'restrict' }),
    type: text('type', { enum: userTypes }).notNull().default('internal'),
    attributes: jsonb('attributes').$type<Record<string, unknown>>().notNull().default({}),
    passwordHash: text('password_hash'),
    passwordChangedAt: moment('password_changed_at'),
    /** Who else knows it, having set it or been shown the link to it. */
    passwordKnownBy: knowers('password_known_by'),
    /** Who knew one that it was chosen in place of by whoever knew that one, and so may have chosen it. */
    passwordBegunBy: knowers('password_begun_by'),
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    /** Devices that signed in before this moment are strangers again. */
    devicesForgottenAt: moment('devices_forgotten_at'),
    deactivatedAt: moment('deactivated_at'),
    deactivatedBy: text('deactivated_by'),
    deactivationReason: text('deactivation_reason'),
    lastSignInAt: moment('last_sign_in_at'),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    // What the list filters by equality, in one small number, so that every combination is one index range.
    facet: smallint('facet')
      .notNull()
      .generatedAlwaysAs(
        sql`(case when deactivated_at is null then 1 else 0 end)
          + (case when email is null then 0 else 2 end)
          + (case type when 'internal' then 0 when 'external' then 4 when 'service_account' then 8 else 12 end)`,
      ),
  },
  (t) => [
    // Each order of the list three times: for everybody, within one facet, and within one folder and facet. All hold
    // what the list filters by, so that a filter is decided without a look at the row.
    index('users_by_username').on(t.usernameKey, t.id, t.facet, t.folderId, t.lastSignInAt),
    index('users_by_name').on(t.nameKey, t.id, t.facet, t.folderId, t.lastSignInAt),
    index('users_by_last_sign_in').on(lastSignInOrder, t.id, t.facet, t.folderId, t.lastSignInAt),
    index('users_by_created').on(t.createdAt, t.id, t.facet, t.folderId, t.lastSignInAt),
    index('users_of_facet_by_username').on(t.facet, t.usernameKey, t.id, t.folderId, t.lastSignInAt),
    index('users_of_facet_by_name').on(t.facet, t.nameKey, t.id, t.folderId, t.lastSignInAt),
    index('users_of_facet_by_last_sign_in').on(t.facet, lastSignInOrder, t.id, t.folderId, t.lastSignInAt),
    index('users_of_facet_by_created').on(t.facet, t.createdAt, t.id, t.folderId, t.lastSignInAt),
    index('users_in_folder_by_username').on(t.folderId, t.facet, t.usernameKey, t.id, t.lastSignInAt),
    index('users_in_folder_by_name').on(t.folderId, t.facet, t.nameKey, t.id, t.lastSignInAt),
    index('users_in_folder_by_last_sign_in').on(t.folderId, t.facet, lastSignInOrder, t.id, t.lastSignInAt),
    index('users_in_folder_by_created').on(t.folderId, t.facet, t.createdAt, t.id, t.lastSignInAt),
    index('users_by_email').on(t.emailKey),
    index('users_search').using('gin', sql`search gin_trgm_ops`).with({ fastupdate: false }),
    // In the order of the hash, so that its beginning is a sample too.
    index('users_sample')
      .on(
        sql`hashint4(id)`,
        t.id,
        t.facet,
        t.folderId,
        t.lastSignInAt,
        t.createdAt,
        t.usernameKey,
        t.nameKey,
        t.emailKey,
        t.search,
      )
      .where(sampledUsers),
  ],
)

/** Every name somebody can sign in with, username or e-mail, each belonging to one account. A trigger keeps it. */
export const signInNames = pgTable(
  'sign_in_names',
  {
    key: keyText('key').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [index('sign_in_names_user').on(t.userId)],
)
