import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { searchWords, userWords } from '@/db/schema'
import { integers } from '@/lib/kernel/sql-arrays'
import { isListedWord, listedWords, usernameOrder } from './conditions'
import { allFacets, inFolders, type Page, type SearchPlan, type UserSelection } from './plans'

/** More entries than these are dearer to read than what other plans look at. */
const mostEntries = 30_000

/** So few folders are looked up for each word. */
const few = 8

/**
 * Finds the users of one word by the words they are listed under, without a look at their rows: for lists by username,
 * in whatever folders. Undefined where that needs more than is listed, or would read too many entries.
 * `withWord`, `found`: how many users are expected to have the word, and how many of them are in the folders.
 */
export function planByWords(
  { words, looked, times, facets, folderIds }: UserSelection,
  { order }: Page,
  { withWord, found }: { withWord: number; found: number },
): SearchPlan | undefined {
  const [text = '', ...further] = words
  const [word] = listedWords(text)
  const needsRows = further.length + looked.length + times.length > 0 || facets.length < allFacets
  if (!word || !isListedWord(text) || needsRows || order !== usernameOrder) return undefined
  const inFew = folderIds !== undefined && folderIds.length <= few
  if ((inFew ? found : withWord) > mostEntries) return undefined
  const elsewhere = inFew ? undefined : inFolders(folderIds)
  const entries = entriesOf(word, inFew ? sql`and folder_id = any(${integers(folderIds)})` : undefined)
  const table = sql`(
    select distinct on (user_id) user_id as id, folder_id, username_key from (${entries}) entries
  ) users`
  return { table, leading: elsewhere ? [elsewhere] : [], others: [] }
}

/** Everybody with all of these words, as a table of users. For words that few have together. */
export function usersWithWords(words: string[]): SQL {
  const having = words.map((word) => sql`(select user_id from (${entriesOf(word)}) entries)`)
  return sql`(
    select one.* from (${sql.join(having, sql` intersect `)}) listed
    cross join lateral (select * from users where id = listed.user_id offset 0) one
  ) users`
}

/** OFFSET 0 has each word looked up in the key, where the planner would rather read all of the table. */
function entriesOf(word: string, here = sql``): SQL {
  return sql`select entries.* from ${searchWords}
    cross join lateral (select * from ${userWords} where word_id = ${searchWords.id} ${here} offset 0) entries
    where word like ${`%${word}%`}`
}
