import { expect, test } from 'vitest'
import { FolderPath } from '@/lib/folders/input'
import { DisplayName, Email, UpdateUser, UserIdText, Username } from './input'

const messages = (schema: typeof Username | typeof Email | typeof FolderPath, value: unknown) =>
  schema.safeParse(value).error?.issues.map((issue) => issue.message) ?? []

test.each([
  ['empty', '', 'Enter a username.'],
  ['longer than 150 characters', 'x'.repeat(151), 'A username may have at most 150 characters.'],
  ['with a line break', 'ada\nx', 'A username cannot hold control or invisible characters.'],
  ['with a NUL', 'ada\0', 'A username cannot hold control or invisible characters.'],
  ['with a zero-width space', 'a\u200bda', 'A username cannot hold control or invisible characters.'],
  ['with a zero-width joiner', 'a\u200dda', 'A username cannot hold control or invisible characters.'],
  ['with a text direction mark', 'a\u202eda', 'A username cannot hold control or invisible characters.'],
  ['with a soft hyphen', 'a\u00adda', 'A username cannot hold control or invisible characters.'],
  ['with a Hangul filler', 'a\u3164', 'A username cannot hold control or invisible characters.'],
  ['with half a surrogate pair', 'a\ud800', 'A username cannot hold control or invisible characters.'],
  ['with a space before', ' ada', 'A username cannot begin or end with a space.'],
  ['with a no-break space after', 'ada\u00a0', 'A username cannot begin or end with a space.'],
])('a username %s is refused with a sentence', (_what, value, message) => {
  expect(messages(Username, value)).toContain(message)
})

test('a username of 150 characters in any script is accepted', () => {
  for (const value of ['x'.repeat(150), 'Zoë Ångström', '李小龍', 'ada@example.org'])
    expect(Username.parse(value)).toBe(value)
})

test('a name may hold the joiners its script needs, but no control character', () => {
  expect(DisplayName.parse('علی‌رضا')).toBe('علی‌رضا')
  expect(DisplayName.safeParse('a\r\nb').success).toBe(false)
})

test.each([
  'ada@example.org\r\nBcc: eve@example.org',
  'ada@example.org\n',
  'Ada <ada@example.org>',
  'ada@example.org, eve@example.org',
  'ada@example.org;eve@example.org',
  'ada',
  'ada@localhost',
  '@example.org',
  'ada\0@example.org',
  ' ada@example.org',
])('%j is no address', (value) => {
  expect(messages(Email, value)).toContain('Enter an address such as ada@example.org.')
})

test('an address longer than 254 characters is refused, an empty one is none', () => {
  expect(messages(Email, `${'x'.repeat(250)}@example.org`)).toEqual([
    'An address may have at most 254 characters.',
  ])
  expect(Email.parse('')).toBeNull()
  expect(Email.parse(null)).toBeNull()
})

test.each([
  ['', 'Enter a folder, such as users/staff.'],
  ['/users', 'A path has no slash at its beginning or end.'],
  ['users/', 'A path has no slash at its beginning or end.'],
  ['users//staff', 'A path cannot hold two slashes in a row.'],
  ['users/../staff', 'A folder cannot be called "." or "..".'],
  ['users/./staff', 'A folder cannot be called "." or "..".'],
  ['users/ staff', 'A folder name cannot begin or end with a space.'],
  ['users/st\u200baff', 'A folder name cannot hold control or invisible characters.'],
  [Array(60).fill('a').join('/'), 'Folders may be nested at most 32 levels deep.'],
  ['x'.repeat(300), 'A path may have at most 255 characters.'],
])('the path %j is refused with a sentence', (value, message) => {
  expect(messages(FolderPath, value)).toEqual([message])
})

test.each(['0', '-1', '01', '1e3', '0x10', ' 1', '1.0', '2147483648', '99999999999', 'abc', ''])(
  '%j in an address is nobody’s id',
  (text) => {
    expect(UserIdText.safeParse(text).success).toBe(false)
  },
)

test('an id or a version beyond what the database holds is refused', () => {
  expect(UpdateUser.safeParse({ id: 2 ** 31 }).success).toBe(false)
  expect(UpdateUser.safeParse({ id: 1, version: 2 ** 31 }).success).toBe(false)
  expect(UserIdText.parse('2147483647')).toBe(2147483647)
})
