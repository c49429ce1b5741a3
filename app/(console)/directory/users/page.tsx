import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { FolderDrawer } from '@/app/(console)/directory/folders/folder-drawer'
import { FolderTree } from '@/app/(console)/directory/folders/folder-tree'
import { ListLayout } from '@/components/table/list-layout'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { folderForNewUser } from '@/lib/folders/refused'
import { folderLabel } from '@/lib/kernel/own-words'
import { permittedAmong } from '@/lib/rights/among'
import { hasPermission } from '@/lib/rights/require'
import { queryTerms, termOf } from '@/lib/users/list/query'
import { folderTreeProps } from '../folders/tree-props'
import { allowedActs } from './acts/allowed'
import { columnNames, hiddenColumnsCookie, parseHiddenColumns } from './columns'
import { CreateUser } from './create-user'
import { NoUsers } from './empty'
import { FilterChips } from './filter-chips'
import { listHref, listParameters, listPath } from './list-href'
import { ListPages } from './list-pages'
import { findUser, readList } from './read-list'
import { RowDetails } from './row-details'
import { toRow } from './rows'
import { usersText } from './total-text'
import { UserList } from './user-list'
import { UsersToolbar } from './users-toolbar'
import { readView } from './view'

export const metadata: Metadata = { title: 'Users' }

export default async function UsersPage({ searchParams }: PageProps<'/directory/users'>) {
  const ctx = await permittedContext('users.read')
  const { input, view, open, highlight } = readView(await searchParams)
  const [{ list, trouble }, folders] = await orInterrupt(
    Promise.all([
      readList(ctx, input, view),
      folderTreeProps(ctx, {
        selectedPath: view.folder,
        page: {
          pathname: listPath,
          params: Object.fromEntries(listParameters(view, { folder: '', from: undefined })),
        },
      }),
    ]),
  )
  const found = list?.rows ?? []
  const opened = found.some((row) => row.id === open) ? await findUser(ctx, open) : undefined
  const created = found.some((row) => row.id === highlight) ? undefined : await findUser(ctx, highlight)
  const permitted = await permittedAmong(
    ctx,
    ['users.update', 'users.deactivate'],
    [...found, ...(created ? [created] : [])].map(({ id }) => id),
  )
  const rows = found.map((row) => toRow(row, permitted))
  const hidden = parseHiddenColumns((await cookies()).get(hiddenColumnsCookie)?.value)
  const folder = list?.folder
  const hasSubfolders = !folder || folder.totalUsers !== folder.directUsers
  const columns = columnNames.filter(
    (name) => !hidden.includes(name) && (name !== 'folder' || (hasSubfolders && view.subfolders)),
  )
  const editable = await hasPermission(ctx, 'users.update')
  const allowed = await allowedActs(ctx)
  const isEmpty = list && rows.length === 0 && !created
  // The users of a page may have left it: others may not be seen from there.
  if (isEmpty && (input.after ?? input.before) !== undefined) redirect(listHref(view))
  const state = isEmpty ? <NoUsers view={view} folder={list.folder} seesAll={list.seesAll} /> : trouble
  const total = list?.total ?? { count: 0, capped: false }
  return (
    <ListLayout
      title={folderName(view.folder)}
      meta={list && <span role="status">{usersText(total)}</span>}
      side={
        <div className="p-2">
          <FolderTree {...folders} />
        </div>
      }
      sideLabel="Folders"
      actions={
        (await hasPermission(ctx, 'users.create')) && <CreateUser path={folderForNewUser(ctx, view.folder)} />
      }
      toolbar={
        <>
          <FolderDrawer {...folders} />
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
      footer={list && rows.length > 0 && <ListPages view={view} list={list} />}
    >
      <UserList
        rows={rows}
        created={created && toRow({ ...created, isActive: created.deactivatedAt === null }, permitted)}
        highlight={highlight}
        open={opened?.id}
        details={
          opened && (
            <RowDetails user={opened} view={view} now={ctx.now} allowed={await allowedActs(ctx, opened.id)} />
          )
        }
        columns={columns}
        view={view}
        here={listHref(view, { after: input.after, before: input.before })}
        now={ctx.now.getTime()}
        editable={editable}
        allowed={allowed}
        total={total}
        state={state}
      />
    </ListLayout>
  )
}

function folderName(path: string): string {
  return folderLabel(path.slice(path.lastIndexOf('/') + 1))
}
