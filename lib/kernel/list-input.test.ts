import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { listGroups } from '@/lib/groups/list'
import { ListGroups, ListMembers } from '@/lib/groups/list-input'
import { listMembers } from '@/lib/groups/members-list'
import { ListRoles } from '@/lib/roles/input'
import { listRoles } from '@/lib/roles/list'
import { ListUsers } from '@/lib/users/list/input'
import { listUsers } from '@/lib/users/list/list'
import { makeGroup, putInto } from '@/testing/groups'
import { contextFor, makeUser } from '@/testing/world'

const database = testDatabase({ alsoEmbedded: true })
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
