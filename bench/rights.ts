import { sql } from 'drizzle-orm'
import type { Db } from '@/db/types'

/**
 * Gives a directory groups and grants: 10 × 10 × 10 × 10 groups below one another with everybody in one of the lowest, one
 * group of 250,000, and 5,000 grants to users and groups over scopes of every kind.
 */
export async function seedRights(db: Db): Promise<void> {
  await db.execute(sql`insert into groups (uuid, name, name_key, search, created_at, updated_at)
    select gen_random_uuid(), name, name, name, now(), now()
    from (select 'bench group ' || n as name from generate_series(1, 11111) n order by n) names`)
  const first = sql`(select min(id) - 1 from groups where name like 'bench group %')`
  const at = (n: string) => sql`${first} + ${sql.raw(n)}`
  await db.execute(sql`insert into group_parents (group_id, parent_id)
    select ${at('n')}, ${at('(n - 1) / 10')} from generate_series(11, 11110) n`)
  await db.execute(sql`insert into group_members (group_id, user_id, added_at)
    select ${at('1111 + id % 10000')}, id, now() from users`)
  await db.execute(sql`insert into group_members (group_id, user_id, added_at)
    select ${at('11111')}, id, now() from users order by id limit 250000`)
  const folder = sql.raw(`(select id from folders order by id offset n % 1000 limit 1)`)
  const permission = sql.raw(`(array['users.read', 'users.update', 'users.recover', 'users.set_password',
    'users.deactivate', 'groups.change_members', 'grants.create', 'grants.read'])[1 + n % 8]`)
  const over = (scope: string, column: string, id: typeof folder) =>
    sql`insert into grants (id, group_id, permission, scope, ${sql.raw(column)}, created_at, created_by)
      select gen_random_uuid(), ${at('1 + (n * 7919) % 11111')}, ${permission}, ${scope}, ${id}, now(), 'bench'
      from generate_series(1, 1000) n on conflict do nothing`
  await db.execute(over('folder', 'scope_folder_id', folder))
  await db.execute(over('members', 'scope_group_id', at('1 + (n * 7883) % 11110')))
  await db.execute(over('group', 'scope_group_id', at('1 + (n * 7901) % 11110')))
  await db.execute(over('user', 'scope_user_id', sql.raw('(select max(id) - (n * 7907) % 1000 from users)')))
  await db.execute(sql`insert into grants (id, user_id, role_id, scope, scope_folder_id, created_at, created_by)
    select gen_random_uuid(), (select max(id) - n from users), (select id from roles where key = 'help_desk'),
      'folder', ${folder}, now(), 'bench' from generate_series(1, 990) n`)
  await db.execute(sql`insert into grants (id, group_id, permission, scope, created_at, created_by)
    values (gen_random_uuid(), ${at('11111')}, 'users.set_password', 'everything', now(), 'bench')`)
  await db.execute(sql`insert into grants (id, user_id, role_id, scope, created_at, created_by)
    select gen_random_uuid(), (select min(id) + n from users), (select id from roles where key = 'administrator'),
      'everything', now(), 'bench' from generate_series(1, 9) n`)
  await db.execute(sql`analyze groups, group_parents, group_ancestors, group_members, grants`)
}
