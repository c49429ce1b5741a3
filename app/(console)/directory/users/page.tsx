import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { ListLayout } from '@/components/table/list-layout'
import { RowIcons } from '@/components/table/row-icon'
import { Pagination } from '@/components/ui/pagination'
import type { Context } from '@/lib/context'
import { Invalid, NotFound } from '@/lib/errors'
import { orInterrupt, pageContext } from '@/lib/page'
import { hasPermission } from '@/lib/permissions/require'
import { getUser, type User } from '@/lib/users/get'
import { listUsers, type UserList as UserListData } from '@/lib/users/list'
import { type ListUsers, pageSizes } from '@/lib/users/list-input'
import { queryTerms, termOf } from '@/lib/users/query'
import { columnNames, hiddenColumnsCookie, parseHiddenColumns } from './columns'
import { CreateUser } from './create-user'
import { BadQuery, NoFolder, NoUsers } from './empty'
import { FilterChips } from './filter-chips'
import { type ListView, listHref } from './list-href'
import { RowDetails } from './row-details'
import { toRow } from './rows'
import { countText, usersText } from './total-text'
import { UserList } from './user-list'
import { UsersToolbar } from './users-toolbar'
import { readView } from './view'

export const metadata: Metadata = { title: 'Users' }

export default async function UsersPage({ searchParams }: PageProps<'/directory/users'>) {
  const ctx = await pageContext()
  const { input, view, open, highlight } = readView(await searchParams)
  const { list, trouble } = await orInterrupt(readList(ctx, input, view))
  const rows = (list?.rows ?? []).map(toRow)
  const opened = rows.some((row) => row.id === open) ? await findUser(ctx, open) : undefined
  const created = rows.some((row) => row.id === highlight) ? undefined : await findUser(ctx, highlight)
  const hidden = parseHiddenColumns((await cookies()).get(hiddenColumnsCookie)?.value)
  const folder = list?.folder
  const hasSubfolders = !folder || folder.totalUsers !== folder.directUsers
  const columns = columnNames.filter(
    (name) => !hidden.includes(name) && (name !== 'folder' || (hasSubfolders && view.subfolders)),
  )
  const isEmpty = list && rows.length === 0 && !created
  const state = isEmpty ? <NoUsers view={view} folder={list.folder} /> : trouble
  const total = list?.total ?? { count: 0, capped: false }
  return (
    <ListLayout
      title={folderName(view.folder)}
      meta={list && <span role="status">{usersText(total)}</span>}
      actions={(await hasPermission(ctx, 'users.create')) && <CreateUser path={view.folder} />}
      toolbar={
        <>
          <UsersToolbar
            view={view}
            hasProblem={!list}
            hasSubfolders={hasSubfolders}
            filters={Object.keys(queryTerms).filter((name) => termOf(view.q, name)).length}
            hiddenColumns={hidden}
          />
          {list && <FilterChips view={view} />}
        </>
      }
      footer={list && rows.length > 0 && <Pages view={view} list={list} />}
    >
      <RowIcons />
      <UserList
        rows={rows}
        created={created && toRow({ ...created, isActive: created.deactivatedAt === null })}
        highlight={highlight}
        open={opened?.id}
        details={opened && <RowDetails user={opened} view={view} now={ctx.now} />}
        columns={columns}
        view={view}
        here={listHref(view, { after: input.after, before: input.before })}
        now={ctx.now.getTime()}
        editable={await hasPermission(ctx, 'users.update')}
        total={total}
        state={state}
      />
    </ListLayout>
  )
}

async function readList(ctx: Context, input: ListUsers, view: ListView) {
  try {
    return { list: await listUsers(ctx, input) }
  } catch (error) {
    if (error instanceof Invalid) return { trouble: <BadQuery view={view} problem={error.message} /> }
    if (error instanceof NotFound) return { trouble: <NoFolder view={view} /> }
    throw error
  }
}

/** A user the URL asks for and who may be gone by now. */
async function findUser(ctx: Context, id: number | undefined): Promise<User | undefined> {
  if (id === undefined) return undefined
  return getUser(ctx, id).catch((error) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
}

function folderName(path: string): string {
  return path === '' ? 'All users' : path.slice(path.lastIndexOf('/') + 1)
}

function Pages({ view, list }: { view: ListView; list: UserListData }) {
  const { rows, total, previous, next } = list
  return (
    <Pagination
      summary={`${rows.length} of ${countText(total)}`}
      {...(previous && { previousHref: listHref(view, { before: previous }) })}
      {...(next && { nextHref: listHref(view, { after: next }) })}
      pageSize={{
        current: view.size,
        options: pageSizes.map((size) => ({ size, href: listHref(view, { size }) })),
      }}
    />
  )
}
