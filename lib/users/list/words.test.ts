import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { folderForUsers } from '@/lib/folders/ensure'
import { searchForm } from '@/lib/kernel/names'
import { deleteUsers } from '@/lib/users/delete'
import { moveUsers } from '@/lib/users/move'
import { updateUser } from '@/lib/users/update'
import { runs } from '@/testing/depth'
import { misplacedWords, wordsInDatabase } from '@/testing/search-words'
import { contextFor, makeUser } from '@/testing/world'
import { isListedWord, listedWords } from './conditions'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)

const letter = fc.oneof(
  fc.constantFrom(...'abcänß.-@_ 1٣’字あ😀ﷺｱ'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
)
const text = fc
  .array(letter, { maxLength: 40 })
  .map((letters) => letters.join('').replaceAll('\0', '').toWellFormed())

async function wordsOf(texts: string[]): Promise<string[][]> {
  const rows = await database.db
    .select({ words: sql<string[]>`words` })
    .from(
      sql`(select n, array(select words_of(t)) as words
        from json_array_elements_text(${JSON.stringify(texts)}::json) with ordinality given(t, n)) found`,
    )
    .orderBy(sql`n`)
  return rows.map(({ words }) => words)
}

test('whoever holds a text has each of its words inside one of theirs; a text that is one word is in nobody else’s', async () => {
  const pairs = fc.record({
    whole: text,
    from: fc.nat(40),
    length: fc.integer({ min: 1, max: 30 }),
    other: text,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(pairs, { minLength: 50, maxLength: 50 }), async (cases) => {
      const searched = cases.map(({ whole }) => searchForm(whole))
      const words = await wordsOf(searched)
      for (const [index, { from, length, other }] of cases.entries()) {
        const held = searched[index] ?? ''
        for (const asked of [[...held].slice(from, from + length).join(''), other]) {
          const isIn = (part: string) => (words[index] ?? []).some((word) => word.includes(part))
          const holds = held.includes(searchForm(asked))
          if (holds) expect(listedWords(asked).filter((part) => !isIn(part))).toEqual([])
          if (isListedWord(asked)) expect(isIn(searchForm(asked))).toBe(holds)
        }
      }
    }),
    { numRuns: runs(40) },
  )
}, 60_000)

test('a word too long for an index is listed in pieces that hold any hundred letters of it', async () => {
  const long = Array.from({ length: 1700 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000)))
  const [pieces = []] = await wordsOf([`a ${long.join('')} b`])
  expect(pieces.every((piece) => [...piece].length <= 200)).toBe(true)
  for (let from = 0; from + 100 <= long.length; from += 1) {
    const part = long.slice(from, from + 100).join('')
    expect(pieces.some((piece) => piece.includes(part))).toBe(true)
  }
})

test('whatever is done to users, they are listed by just the words they have', async () => {
  const name = fc.constantFrom('Ada Lovelace', 'Ada', 'Grace Hopper', 'Анна Иванова', '', '山田太郎', 'zo 12')
  const deed = fc.oneof(
    fc.record({ deed: fc.constant('create'), name, at: fc.nat() }),
    fc.record({ deed: fc.constantFrom('rename', 'move', 'delete'), name, at: fc.nat() }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 12 }), async (deeds) => {
      const ctx = context()
      const ids: number[] = []
      for (const { deed, name, at } of deeds) {
        const id = ids[at % Math.max(1, ids.length)]
        if (deed === 'create' || id === undefined) ids.push((await makeUser(ctx, { name })).id)
        else if (deed === 'rename') await updateUser(ctx, { id, name, createFolder: false })
        else if (deed === 'move') {
          const folder = await folderForUsers(ctx, `folder ${at % 3}`, { create: true })
          await moveUsers(ctx, { selected: { ids: [id] }, folderId: folder.id })
        } else {
          await deleteUsers(ctx, { selected: { ids: [id] } })
          ids.splice(ids.indexOf(id), 1)
        }
        expect(await misplacedWords(database.db)).toEqual([])
      }
    }),
    { numRuns: runs(15) },
  )
}, 120_000)

test('the name of somebody deleted or renamed, which nobody else has, is not kept', async () => {
  const ctx = context()
  const { id } = await makeUser(ctx, { name: 'Wilhelmine Unverwechselbar' })
  const other = await makeUser(ctx, { name: 'Wilhelmine Einzigartig' })
  expect(await wordsInDatabase(database.db)).toEqual(
    expect.arrayContaining(['unverwechselbar', 'einzigartig']),
  )
  await deleteUsers(ctx, { selected: { ids: [id] } })
  await updateUser(ctx, { id: other.id, name: 'Wilhelmine', createFolder: false })
  const words = await wordsInDatabase(database.db)
  expect(words).toContain('wilhelmine')
  expect(words).not.toContain('unverwechselbar')
  expect(words).not.toContain('einzigartig')
})
