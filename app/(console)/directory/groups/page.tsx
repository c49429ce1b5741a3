import { UsersRound } from 'lucide-react'
import type { Metadata } from 'next'
import { counted } from '@/components/count-text'
import { ListLayout } from '@/components/table/list-layout'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { type GroupList, listGroups } from '@/lib/groups/list'
import { ListGroups } from '@/lib/groups/list-input'
import { isolated } from '@/lib/kernel/isolated'
import { pageSizes } from '@/lib/kernel/list-input'
import { hasPermission } from '@/lib/rights/require'
import { readBranches } from './branches'
import { CreateGroup } from './create-group'
import { GroupTable } from './group-table'
import { GroupsToolbar } from './groups-toolbar'
import { type GroupsView, groupsHref } from './list-href'

export const metadata: Metadata = { title: 'Groups' }

export default async function GroupsPage({ searchParams }: PageProps<'/directory/groups'>) {
  const ctx = await permittedContext('groups.read')
  const input = ListGroups.parse(await searchParams)
  const { q, view: look, parent, open, size } = input
  const view: GroupsView = { q, view: look, parent, open, size }
  const list = await orInterrupt(listGroups(ctx, input))
  const isTree = look === 'tree' && q === '' && parent === undefined
  const branches = isTree ? await orInterrupt(readBranches(ctx, open)) : new Map()
  return (
    <ListLayout
      title={list.parent ? `Groups below ${isolated(list.parent.name)}` : 'Groups'}
      meta={<span role="status">{totalText(list, isTree)}</span>}
      actions={(await hasPermission(ctx, 'groups.create')) && <CreateGroup />}
      toolbar={<GroupsToolbar view={view} />}
      footer={list.rows.length > 0 && <Pages list={list} view={view} />}
    >
      {list.rows.length > 0 ? (
        <GroupTable
          rows={list.rows}
          branches={branches}
          isTree={isTree}
          view={view}
          here={{ after: input.after, before: input.before }}
          now={ctx.now}
        />
      ) : (
        <NoGroups view={view} />
      )}
    </ListLayout>
  )
}

function totalText({ total }: GroupList, isTree: boolean): string {
  if (total.capped) return `${total.count.toLocaleString('en')}+ groups`
  const text = counted(total.count, ['group', 'groups'])
  return isTree ? `${text} at the top` : text
}

function Pages({ list, view }: { list: GroupList; view: GroupsView }) {
  return (
    <Pagination
      summary="By name"
      {...(list.previous !== undefined && { previousHref: groupsHref(view, { before: list.previous }) })}
      {...(list.next !== undefined && { nextHref: groupsHref(view, { after: list.next }) })}
      pageSize={{
        current: view.size,
        options: pageSizes.map((size) => ({ size, href: groupsHref(view, { size }) })),
      }}
    />
  )
}

function NoGroups({ view }: { view: GroupsView }) {
  const isNarrowed = view.q !== '' || view.parent !== undefined
  return (
    <EmptyState
      icon={<UsersRound />}
      title={isNarrowed ? 'No groups found' : 'No groups to show'}
      actions={
        isNarrowed && (
          <a href={groupsHref(view, { q: '', parent: undefined })} className={buttonClass()}>
            Show all groups
          </a>
        )
      }
    >
      {isNarrowed
        ? 'Nothing matches. Try fewer letters.'
        : 'A group gathers users, gives them attributes, and what is granted to it is granted to all its members.'}
    </EmptyState>
  )
}
