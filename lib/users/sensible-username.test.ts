import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoPerson } from '@/lib/demo/people'
import { looksLike } from '@/lib/kernel/lookalikes'
import { outsideView, peopleWords } from '@/lib/kernel/own-words'
import { usernameProblem } from './sensible-username'

test.each([
  ['Operator at the command line'],
  ['operator  at the command-line'],
  ['OPERATOR_AT_THE_COMMAND_LINE'],
  ['0perator at the cornmand 1ine'],
  ['Forgot password?'],
  ['forgotpassword'],
  ['Latchkey'],
  ['LATCHKEY.'],
  ['Iatchkey'],
  ['Lätchkéy'],
  ['set up'],
  ['ѕеt-uр'],
  ['System'],
  ['deleted.user'],
  ['y0u'],
  ['Somebody outside your view'],
  ['a group outside your view'],
  ['Group outside your view'],
  ['The operator at the command line'],
  ['The_operator_at_the_command_line.'],
  ['«the» System!'],
  ['TheSystem'],
  ['a system'],
  ['The administrator'],
  ['Latchkeyǃ'],
  ['Latchkeyː'],
  ['Latchkey\u3164'],
  ['Latch\u200bkey'],
  ['Lᴀtchkey'],
  ['ʟatchkey'],
  ['ʟᴀᴛᴄʜᴋᴇʏ'],
  ['Sysᴛem'],
  ['Syſtem'],
  ['ᴏᴘᴇʀᴀᴛᴏʀ at the command line'],
  ['Somebody not sɪɡned ɪn'],
  ['Ѕуѕтем'],
  ['ѕуѕтем'],
  ['Тне ѕуѕтем'],
  ['ҮОЏ'],
  ['уои'],
  ['cleleted user'],
])('%s reads as our own words and is refused', (username) => {
  expect(usernameProblem(username)).toBe(
    'This reads as what Latchkey writes where a name stands. Choose another username.',
  )
})

test.each([
  ['wаrden', 'w” is Latin, “а” is Cyrillic'],
  ['раypal', 'р” is Cyrillic, “y” is Latin'],
  ['αdmin', 'α” is Greek, “d” is Latin'],
  ['µtorrent', 'μ” is Greek, “t” is Latin'],
  ['аδ', 'а” is Cyrillic, “δ” is Greek'],
  ['李Иван', '李” is Han, “И” is Cyrillic'],
  ['ひ한', 'ひ” is Hiragana, “한” is Hangul'],
  ['ada٣', 'a” is Latin, “٣” is Arabic'],
  ['ᎪЬ', 'Ꭺ” is Cherokee, “Ь” is Cyrillic'],
])('%s mixes scripts, which is said character by character', (username, says) => {
  expect(usernameProblem(username)).toBe(`This username mixes scripts: “${says}. Use letters of one of them.`)
})

test.each([
  ['wɑrden', 'ɑ', 'a'],
  ['ᴡarden', 'ᴡ', 'w'],
  ['waᴙden', 'ᴙ', 'r'],
  ['ɡrace', 'ɡ', 'g'],
  ['Ɡrace', 'Ɡ', 'g'],
  ['aʟice', 'ʟ', 'l'],
  ['roꞯue', 'ꞯ', 'q'],
  ['ᴀᴅᴀ', 'ᴀ', 'a'],
  ['ꬲva', 'ꬲ', 'e'],
  ['anȷa', 'ȷ', 'j'],
  ['ɑ\u0301da', 'ɑ', 'a'],
])(
  '%s has a letter that no language needs and that looks like another: refused',
  (username, letter, latin) => {
    expect(usernameProblem(username)).toBe(
      `“${letter}” in this username looks like “${latin}” and is another letter. Use “${latin}”.`,
    )
  },
)

test.each([
  ['w⍺rden', '⍺', 'a'],
  ['adm⍳n', '⍳', 'i'],
  ['h℮len', '℮', 'e'],
  ['⍴aul', '⍴', 'p'],
])('%s has a sign of no script that looks like a letter: refused', (username, sign, latin) => {
  expect(usernameProblem(username)).toBe(
    `“${sign}” in this username looks like “${latin}” and is another sign. Use “${latin}”.`,
  )
})

test.each([
  'L⍺tchkey',
  '🅻🅰🆃🅲🅷🅺🅴🆈',
  '🅛atchkey',
  '🇱atchkey',
  '🅾perator at the command line',
  'Y○u',
  'Y〇u',
  '丨atchkey',
])('%s reads as one of our own words, by its signs: refused', (username) => {
  expect(usernameProblem(username)).toMatch(/^This reads as what Latchkey writes/)
})

test.each([
  ['сосо', 'coco'],
  ['рорау1', 'popay'],
  ['АЕОС', 'aeoc'],
  ['Ρορο', 'popo'],
  ['ᎪᏢᏢ', 'app'],
])('%s is of one script, but of its letters each looks Latin: refused', (username, latin) => {
  expect(usernameProblem(username)).toBe(
    `Every letter of this username looks like a Latin one, as in “${latin}”. Choose another.`,
  )
})

test.each([
  ...[
    'ada',
    'Zoë Ångström',
    'ada@example.org',
    'e0000001',
    'admin',
    'administrator',
    'root',
    'system-2',
    'youri',
  ],
  ...[
    '李小龍',
    '李小龍.li',
    '山田たろう',
    'ヤマダ-taro',
    '김철수kim',
    'ㄅㄆ李li',
    'Иван.Петров',
    'Ксения',
    'Ελένη',
  ],
  ...['فاطمه', 'דוד', 'ราม', 'अमित', '𐓀𐓘', '42', '…', '😀', 'ada🇩🇪', 'x×y', 'o’neill', 'søren', 'đỗ'],
])('%s is accepted', (username) => {
  expect(usernameProblem(username)).toBeUndefined()
})

test('everybody made up for a demo has a sensible username', () => {
  const refused = Array.from({ length: 5_000 }, (_, n) => demoPerson(n).username).filter(usernameProblem)
  expect(refused).toEqual([])
})

const lettersOf = {
  Latin: 'abcdefgzßøəÉ',
  Cyrillic: 'аеижбщЮ',
  Greek: 'αβγωΣ',
  Armenian: 'աբգՖ',
  Hebrew: 'אבגד',
  Arabic: 'ابتپ',
  Devanagari: 'अकख',
  Thai: 'กขค',
  Cherokee: 'ᎠᎡᎢ',
}
const scripts = Object.entries(lettersOf).map(([script, letters]) => ({ script, letters: [...letters] }))
const between = fc.constantFrom('', '.', '-', '_', ' ', '0', '7', '@', '\u0301', '·', '😀')
const anyScript = fc.constantFrom(...scripts)
const wordOf = ({ letters }: (typeof scripts)[number]) =>
  fc.array(fc.tuple(fc.constantFrom(...letters), between), { minLength: 1, maxLength: 12 })

describe('whatever is written', () => {
  test('letters of two scripts are refused, wherever they stand, and both are named', () => {
    const two = fc
      .tuple(anyScript, anyScript)
      .filter(([one, other]) => one !== other)
      .chain(([one, other]) =>
        fc.tuple(fc.constant([one.script, other.script]), wordOf(one), wordOf(other), wordOf(one)),
      )
    fc.assert(
      fc.property(two, ([names, ...words]) => {
        const problem = usernameProblem(words.flat(2).join(''))
        for (const name of names) expect(problem).toContain(` is ${name}`)
      }),
    )
  })

  test('letters of one script, with digits and punctuation between, are accepted unless each looks Latin', () => {
    fc.assert(
      fc.property(anyScript.chain(wordOf), (word) => {
        fc.pre(word.some(([letter]) => looksLike(letter) === undefined))
        expect(usernameProblem(word.flat().join(''))).toBeUndefined()
      }),
    )
  })

  test('our own words are refused in any case, with any punctuation and lookalikes between', () => {
    const words = fc.constantFrom(...Object.values(peopleWords), ...Object.values(outsideView))
    const alike: Record<string, string> = { o: '0οо', a: 'аα', e: 'еҽ', p: 'рρ', l: '1I|', s: 'ѕ', m: 'Ⲙ' }
    const manner = fc.tuple(
      fc.boolean(),
      fc.nat({ max: 3 }),
      fc.constantFrom('', ' ', '.', '-', '_', '’', '\u0308'),
    )
    fc.assert(
      fc.property(words, fc.infiniteStream(manner), (word, manners) => {
        const username = [...word].map((letter) => {
          const [upper, which, after] = manners.next().value ?? [false, 0, '']
          const other =
            alike[letter.toLowerCase()]?.[which] ?? (upper ? letter.toUpperCase() : letter.toLowerCase())
          return other + after
        })
        expect(usernameProblem(username.join(''))).toMatch(/^This reads as what Latchkey writes/)
      }),
    )
  })
})
