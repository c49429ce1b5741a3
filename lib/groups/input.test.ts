import { expect, test } from 'vitest'
import { AddMembers, CreateGroupWith, PastedNames } from './input'
import { ListGroups } from './list-input'

const untils = {
  AddMembers: AddMembers.pick({ until: true }),
  CreateGroupWith: CreateGroupWith.pick({ until: true }),
}

test.each(Object.entries(untils))(
  '%s lets a membership end in a year from 0001 to 9999, or never',
  (_, schema) => {
    const messages = (until: unknown) =>
      schema.safeParse({ until }).error?.issues.map(({ message }) => message)
    for (const until of ['+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '0000-06-01T00:00:00Z'])
      expect(messages(until)).toEqual(['Give a year from 0001 to 9999.'])
    for (const half of [
      'someday',
      'unreadable',
      '',
      '2031-12-30',
      '2031-12-30T',
      '2031',
      '12:30',
      true,
      0,
      8.64e15,
    ])
      expect(messages(half), String(half)).toEqual(['Enter a day and a time, or leave it empty.'])
    expect(schema.parse({ until: '9999-12-31T23:59:59Z' }).until?.getUTCFullYear()).toBe(9999)
    expect(schema.parse({ until: null })).toEqual({ until: null })
  },
)

test('pasted names that PostgreSQL cannot hold are refused with a sentence', () => {
  const { error } = PastedNames.safeParse({ names: 'ada\ngrace\0' })
  expect(error?.issues.map(({ message }) => message)).toEqual(['Names cannot hold a null character.'])
  expect(PastedNames.parse({ names: 'ada, grace;ada\n' })).toEqual({ names: ['ada', 'grace'] })
})

test('of the open branches of the tree those are kept whose ids can be', () => {
  const { open } = ListGroups.parse({ open: '3.14,3,2147483648,3.9999999999,0,3.x,3' })
  expect(open).toEqual(['3.14', '3'])
})
