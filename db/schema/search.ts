import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { keyText } from './columns'

/** Every run of letters in what users are searched by, once. Triggers of users keep it, and nobody else's words stay. */
export const searchWords = pgTable(
  'search_words',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    word: keyText('word').notNull().unique(),
  },
  (t) => [index('search_words_search').using('gin', sql`${t.word} gin_trgm_ops`).with({ fastupdate: false })],
)

/** Who has which of these words. The key holds all that a search needs to count users and sort them by username. */
export const userWords = pgTable(
  'user_words',
  {
    wordId: integer('word_id').notNull(),
    folderId: integer('folder_id').notNull(),
    userId: integer('user_id').notNull(),
    usernameKey: keyText('username_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.wordId, t.folderId, t.userId, t.usernameKey] })],
)
