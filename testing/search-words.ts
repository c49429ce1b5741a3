import { asc, sql } from 'drizzle-orm'
import { searchWords } from '@/db/schema'
import type { Db } from '@/db/types'

/** Entries of the list of words that are missing or too many, and words nobody has. Empty when the list is right. */
export async function misplacedWords(db: Db): Promise<string[]> {
  const wanted = sql`select word, folder_id, users.id as user_id, username_key from users, words_of(search) found (word)`
  const listed = sql`select word, folder_id, user_id, username_key from user_words join search_words on id = word_id`
  const rows = await db.select({ entry: sql<string>`entry` }).from(
    sql`(
      (select 'missing ' || d::text as entry from (${wanted} except ${listed}) d)
      union all (select 'too many ' || d::text from (${listed} except ${wanted}) d)
      union all (select 'unused ' || word from search_words where not exists (select from user_words where word_id = id))
    ) misplaced`,
  )
  return rows.map(({ entry }) => entry)
}

export async function wordsInDatabase(db: Db): Promise<string[]> {
  const rows = await db.select({ word: searchWords.word }).from(searchWords).orderBy(asc(searchWords.word))
  return rows.map(({ word }) => word)
}
