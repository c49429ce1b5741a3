import { expect, test } from 'vitest'
import { FolderName } from '@/lib/folders/input'
import { GroupName } from '@/lib/groups/input'
import { RoleFields } from '@/lib/roles/input'
import { Username } from '@/lib/users/input'
import { invisible } from './characters'

const names = { folder: FolderName, group: GroupName, role: RoleFields.shape.name, user: Username }

for (const [what, schema] of Object.entries(names)) {
  test.each([
    ['a zero-width space', 'team\u200ba'],
    ['a zero-width joiner', 'team\u200da'],
    ['a text direction mark', 'team\u202ea'],
    ['a soft hyphen', 'team\u00ada'],
    ['a Hangul filler', 'team\uffa0a'],
    ['a line separator', 'team\u2028a'],
    ['half a surrogate pair', 'team\ud800a'],
    ['a null character', 'team\0a'],
  ])(`the name of a ${what} holds no %s`, (_character, name) => {
    expect(schema.safeParse(name).error?.issues[0]?.message).toMatch(/cannot hold control or invisible/)
  })
}

test('comparing names makes nothing invisible of what can be seen', () => {
  const made = []
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code)
    if (!invisible.test(character) && invisible.test(character.normalize('NFKC'))) made.push(code)
  }
  expect(made).toEqual([])
})
