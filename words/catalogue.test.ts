import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fill, type Unfilled } from './browser'
import type { Group } from './catalogue'
import { en } from './en'
import { wordsForIn } from './for-browser'
import { code, said } from './said'
import { sayIn, wordsIn } from './say'

type Messages = { [key: string]: string | Messages }

function messagesIn(group: Messages, path = ''): [path: string, message: string][] {
  return Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : messagesIn(value, `${path}${key}.`),
  )
}

const messages = new Map(messagesIn(en))

const sources = ['app', 'components', 'lib', 'db', 'bin'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\./.test(path))
    .map((path) => [`${folder}/${path}`, readFileSync(`${folder}/${path}`, 'utf8')] as const),
)

const literal = `(?:'([^']+)'|\`([^\`]+)\`)`

/** What follows a pattern as text, in which `${…}` stands for one part of a path. */
function textsAfter(source: string, pattern: string): string[] {
  const found = source.matchAll(new RegExp(`${pattern}\\s*${literal}`, 'g'))
  return [...found].map(([, plain, template]) => plain ?? template ?? '')
}

/**
 * The paths a file names: `t('key')` of every `const t = words('group')`, `words.key` beside a `WordsOf<'group'>`, and the
 * codes of errors and schemas.
 */
function pathsNamedIn(source: string): string[] {
  const translators = [
    ...source.matchAll(/const (\w+) = (?:await )?(?:words|wordsIn)\((?:(?:[\w.]+|'en'), ?)?'([\w.]+)'\)/g),
  ]
  return [
    ...textsAfter(source, '\\b(?:said|code)\\('),
    ...[...source.matchAll(/WordsOf<'([\w.]+)'>/g)].flatMap(([, group]) =>
      [...source.matchAll(/\bwords\.(\w+)/g)].map(([, key]) => `${group}.${key}`),
    ),
    ...translators.flatMap(([, name, group]) =>
      textsAfter(source, `\\b${name}(?:\\.rich|\\.markup)?\\(`).map((key) => `${group}.${key}`),
    ),
  ]
}

const asPattern = (path: string) =>
  new RegExp(
    `^${path
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replaceAll('.', '\\.'))
      .join('[^.]+')}$`,
  )

test('no message is without use, and none is used that is not there', () => {
  const named = sources.flatMap(([, source]) => pathsNamedIn(source)).map(asPattern)
  const unused = [...messages.keys()].filter((path) => !named.some((pattern) => pattern.test(path)))
  const missing = named.filter((pattern) => ![...messages.keys()].some((path) => pattern.test(path)))
  expect({ unused, missing }).toEqual({ unused: [], missing: [] })
})

const forBrowser = new Set(
  sources.flatMap(([, source]) =>
    [...source.matchAll(/wordsFor\('([\w.]+)'\)/g)].map(([, group]) => group as Group),
  ),
)

test('no element stands in a message for the browser, which has words alone', () => {
  expect(forBrowser.size).toBeGreaterThan(4)
  const given = [...messages].filter(([path]) =>
    [...forBrowser].some((group) => path.startsWith(`${group}.`)),
  )
  expect(given.filter(([, message]) => message.includes('<'))).toEqual([])
})

test.each([...messages].filter(([, message]) => !message.includes('<')))(
  'the server and the browser say %s alike',
  (path, message) => {
    const group = path.slice(0, path.lastIndexOf('.')) as Group
    const given: Record<string, string | Unfilled<Record<string, string | number>>> = wordsForIn('en', group)
    const word = given[path.slice(group.length + 1)] ?? ''
    const names = [...message.matchAll(/\{(\w+)(, plural)?/g)]
    for (const number of [1, 1234]) {
      const values = Object.fromEntries(names.map(([, name, plural]) => [name, plural ? number : 'Ada']))
      const inBrowser = typeof word === 'string' ? word : fill(word, values)
      expect(sayIn('en', { code: path as never, values })).toBe(inBrowser)
      expect(inBrowser).not.toMatch(/[{}]/)
    }
  },
)

test('a key that is not there, and a value that is missing, misspelt or of another kind, is an error of types', () => {
  const t = wordsIn('en', 'recovery.mail')
  expect(t('preview', { username: 'ada', asked: 'Why.' })).toBe('For the account ada. Why.')
  expect(sayIn('en', said('limits.errors.tooMany', { minutes: 3 }))).toBe(
    'Too many attempts. Try again in 3 minutes.',
  )
  expect(code('recovery.errors.over')).toBe('recovery.errors.over')
  const words = wordsForIn('en', 'recovery.change')
  expect(fill(words.fromNow, { lifetime: '1 hour' })).toBe('1 hour from now')
  void (() => [
    // @ts-expect-error
    words.nothing,
    // @ts-expect-error
    words.fromNow.length,
    // @ts-expect-error
    fill(words.fromNow, { minutes: '1 hour' }),
    // @ts-expect-error
    t('nothing'),
    // @ts-expect-error
    t('preview', { username: 'ada' }),
    // @ts-expect-error
    t('preview', { username: 'ada', because: 'Why.' }),
    // @ts-expect-error
    said('recovery.errors.nothing'),
    // @ts-expect-error
    said('limits.errors.tooMany'),
    // @ts-expect-error
    said('limits.errors.tooMany', { minutes: 'three' }),
    // @ts-expect-error
    code('limits.errors.tooMany'),
    // @ts-expect-error
    wordsIn('en', 'recovery.nothing'),
  ])
})

test('a ready sentence stays as it is', () => {
  expect(sayIn('en', 'This is not your folder. Ask for it.')).toBe('This is not your folder. Ask for it.')
})
