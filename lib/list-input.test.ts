import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { listGroups } from './groups/list'
import { ListGroups, ListMembers } from './groups/list-input'
import { listMembers } from './groups/members-list'
import { makeGroup, putInto } from './groups/testing'
import { ListRoles } from './roles/input'
import { listRoles } from './roles/list'
import { contextFor, makeUser } from './testing'
import { listUsers } from './users/list'
import { ListUsers } from './users/list-input'

const database = testDatabase()
const root = () => contextFor(database.db)

let groupId = 0
beforeAll(async () => {
  groupId = (await makeGroup(root())).id
  await putInto(root(), groupId, [(await makeUser(root())).id])
})

const lists: Record<string, (url: object) => Promise<{ rows: object[]; previous: unknown }>> = {
  users: (url) => listUsers(root(), ListUsers.parse(url)),
  groups: (url) => listGroups(root(), ListGroups.parse(url)),
  'members of a group': (url) => listMembers(root(), groupId, ListMembers.parse(url)),
  roles: (url) => listRoles(root(), ListRoles.parse(url)),
}

for (const [what, list] of Object.entries(lists)) {
  test(`the list of ${what} begins at its beginning where its URL names a place that cannot be`, async () => {
    const { rows } = await list({})
    expect(rows).not.toEqual([])
    for (const place of ['\0', 'a\0b', 'x'.repeat(4001)])
      for (const url of [{ after: place }, { before: place }])
        expect(await list(url)).toMatchObject({ rows, previous: undefined })
  })
}
