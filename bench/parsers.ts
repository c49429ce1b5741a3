import type { z } from 'zod'
import { DeactivateUsers } from '@/lib/acts/selection-input'
import { GroupRequest } from '@/lib/doors/wire/authentik/groups/wire-input'
import { UserRequest } from '@/lib/doors/wire/authentik/users/wire-input'
import { CreateGrant, DeleteGrants } from '@/lib/grants/input'
import { AddMembers, CreateGroup, PastedNames } from '@/lib/groups/input'
import { ListGroups } from '@/lib/groups/list-input'
import { Attributes } from '@/lib/kernel/attributes'
import { parseAttributes } from '@/lib/kernel/attributes-text'
import { readExactJson } from '@/lib/kernel/exact-json'
import { RoleFields } from '@/lib/roles/input'
import { CreateUser, Username } from '@/lib/users/input'
import { ListUsers } from '@/lib/users/list/input'
import { parseUserQuery, queryTerms, termOf, withTerm } from '@/lib/users/list/query'
import { usernameProblem } from '@/lib/users/sensible-username'
import { printRow } from './print'
import { median } from './statistics'

/** What one may wait for at most, however worthless what was sent. */
const mostMs = 250
const megabyte = 1024 * 1024

const pieces = [
  ...'a \n[{"\':\t\\-,;/\u0301éа\u{1d400}',
  ...'- ~a: ~a:\n~- [\n~? ~&a ~*a ~# ~|\n ~!!x ~a: 1\n~a b:\n\t- [\n~a:b '.split('~'),
  ...'"a":1,~1e9,~"a" ~a,~1.~[],~1,~{},~a/'.split('~'),
]
const filled = (length: number) => pieces.map((piece) => piece.repeat(length / piece.length))

/** JSON that is what a list should not be, a megabyte of each. */
const lists: unknown[] = [
  ...[1, -1, 1.5, null, {}, [], { id: 1 }],
  ...['', 'a', 'users.read', '0190a0a0-0000-7000-8000-000000000000'],
].map((element) => {
  const { length } = JSON.stringify([element])
  return Array.from({ length: megabyte / length }, () => element)
})
const names = Object.fromEntries(Array.from({ length: 90_000 }, (_, n) => [`name${n}`, 1]))
let deep: unknown = 1
for (let level = 0; level < 3000; level++) deep = { a: [deep] }
const values: unknown[] = [...lists, names, deep, 'a'.repeat(megabyte)]

const ofText = (read: (text: string) => unknown, length: number) =>
  filled(length).map((text) => () => read(text))
const ofValues = (schema: z.ZodType, fields: string[]) =>
  values.flatMap((value) => [
    () => schema.safeParse(value),
    ...fields.map((field) => () => schema.safeParse(nested(field.split('.'), value))),
  ])

function nested([name = '', ...rest]: string[], value: unknown): unknown {
  return { [name]: rest.length > 0 ? nested(rest, value) : value }
}

const json = (text: string) => readExactJson(text)
const parsers: Record<string, (() => unknown)[]> = {
  'attributes as YAML': ofText((text) => parseAttributes(text, 'yaml'), 256 * 1024),
  'attributes as JSON': ofText((text) => parseAttributes(text, 'json'), 256 * 1024),
  'JSON of the API': [...ofText(json, megabyte), ...lists.map((list) => () => json(JSON.stringify(list)))],
  'attributes of the API': ofValues(Attributes, ['a']),
  'a user of the API': ofValues(UserRequest, [
    'groups',
    'roles',
    'attributes',
    'username',
    'path',
    'name',
    'email',
  ]),
  'a group of the API': ofValues(GroupRequest, ['users', 'roles', 'parents', 'attributes', 'name']),
  'a form of a user': ofValues(CreateUser, ['username', 'path', 'name', 'email', 'attributes']),
  'a form of a group': ofValues(CreateGroup, ['name', 'parents', 'attributes']),
  'a form of a role': ofValues(RoleFields, ['name', 'description', 'permissions']),
  'a form of a grant': ofValues(CreateGrant, ['holder', 'given', 'scope']),
  'grants to take': ofValues(DeleteGrants, ['ids', 'review']),
  'a selection': ofValues(DeactivateUsers, [
    'selected',
    'selected.ids',
    'selected.except',
    'reason',
    'review',
  ]),
  members: ofValues(AddMembers, ['groupIds', 'selected.ids', 'until']),
  'pasted names': ofText((names) => PastedNames.safeParse({ names }), megabyte),
  'the list of users': ofText(
    (text) => ListUsers.parse({ q: text, folder: text, after: text, sort: text }),
    10_000,
  ),
  'a search of users': ofText(readQuery, 10_000),
  'the list of groups': ofText((text) => ListGroups.parse({ q: text, open: text, after: text }), 10_000),
  'a username': ofText((text) => Username.safeParse(text).success && usernameProblem(text), 150),
}

function readQuery(text: string): void {
  parseUserQuery(text)
  for (const name of Object.keys(queryTerms)) withTerm(text, name, termOf(text, name))
}

/** The longest that each parser takes over the worst that its bounds let in. */
export function measureParsers(): void {
  console.log(`\nThe worst that is let in, by what reads it, in milliseconds; at most ${mostMs}`)
  for (const [name, runs] of Object.entries(parsers)) {
    const times = runs.map((run) => median([timeOf(run), timeOf(run), timeOf(run)]))
    const worst = Math.max(...times)
    printRow([name, `${worst.toFixed(1)} ms`, worst > mostMs ? `too long (${times.indexOf(worst)})` : ''])
  }
}

function timeOf(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user } = process.cpuUsage(before)
  return user / 1000
}
