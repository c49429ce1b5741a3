import { UsersRound } from 'lucide-react'
import type { Metadata } from 'next'
import { cn } from '@/components/cn'
import { counted } from '@/components/count-text'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Pagination } from '@/components/ui/pagination'
import { SearchInput } from '@/components/ui/search-input'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { ListMembers, membershipKinds } from '@/lib/groups/list-input'
import { listMembers, type MemberList } from '@/lib/groups/members-list'
import { Invalid } from '@/lib/kernel/errors'
import { pageSizes } from '@/lib/kernel/list-input'
import { hasPermission } from '@/lib/rights/require'
import { sayIn } from '@/words/say'
import { readerLocale } from '@/words/words'
import { GroupPage } from '../group-page'
import { groupOfPage } from '../read'
import { AddMembers } from './add-members'
import { MemberTable } from './member-table'

export const metadata: Metadata = { title: 'Members' }

const kindLabels = { all: 'All', direct: 'Direct', inherited: 'Inherited' } as const

export default async function MembersPage({
  params,
  searchParams,
}: PageProps<'/directory/groups/[id]/members'>) {
  const ctx = await permittedContext('groups.read')
  const group = await groupOfPage((await params).id)
  const input = ListMembers.parse(await searchParams)
  const list = await orInterrupt(readMembers(ctx, group.id, input))
  const mayChange = await hasPermission(ctx, 'groups.change_members', { groupId: group.id })
  const address = `/directory/groups/${group.id}/members`
  const href = (changes: Partial<Record<keyof ListMembers, string>>) =>
    `${address}?${new URLSearchParams({
      ...(input.q && { q: input.q }),
      ...(input.kind !== 'all' && { kind: input.kind }),
      ...(input.size !== 50 && { size: String(input.size) }),
      ...changes,
    })}`
  return (
    <GroupPage group={group} tab="/members">
      <Card flush>
        <div className="flex flex-wrap items-center gap-2 px-4 py-3">
          <form action={address} className="flex min-w-48 flex-1 gap-2 lg:max-w-96">
            {input.kind !== 'all' && <input type="hidden" name="kind" value={input.kind} />}
            <SearchInput
              name="q"
              aria-label="Search members"
              placeholder="Search, or type active:no"
              maxLength={500}
              defaultValue={input.q}
              key={input.q}
              className="flex-1"
            />
            <Button type="submit">Search</Button>
          </form>
          <nav aria-label="Which members" className="flex rounded-md bg-hover p-0.5">
            {membershipKinds.map((kind) => (
              <a
                key={kind}
                href={href({ kind })}
                aria-current={kind === input.kind ? 'true' : undefined}
                className={cn(
                  'grid h-7 place-items-center rounded-sm px-3 text-sm no-underline max-sm:h-9',
                  kind === input.kind
                    ? 'bg-surface font-medium text-ink shadow-xs'
                    : 'text-muted hover:text-ink',
                )}
              >
                {kindLabels[kind]}
              </a>
            ))}
          </nav>
          {mayChange && <AddMembers groupId={group.id} name={group.name} />}
        </div>
        {'problem' in list ? (
          <ErrorState title="This search cannot be understood">{list.problem}</ErrorState>
        ) : list.rows.length > 0 ? (
          <MemberTable
            rows={list.rows}
            group={{ id: group.id, name: group.name }}
            mayChange={mayChange}
            matching={
              input.kind === 'direct' && (list.next || list.previous)
                ? { q: input.q, total: countText(list.total) }
                : undefined
            }
            now={ctx.now}
          />
        ) : (
          <EmptyState icon={<UsersRound />} title={input.q ? 'No members found' : 'No members here'}>
            {input.q
              ? 'Nobody among the members matches.'
              : 'Members are added by search, from a pasted list, or all that match a filter.'}
          </EmptyState>
        )}
        {!('problem' in list) && (
          <div className="border-line-soft border-t px-4 py-2">
            <Pagination
              summary={totalText(list.total)}
              {...(list.previous && { previousHref: href({ before: list.previous }) })}
              {...(list.next && { nextHref: href({ after: list.next }) })}
              pageSize={{
                current: input.size,
                options: pageSizes.map((size) => ({ size, href: href({ size: String(size) }) })),
              }}
            />
          </div>
        )}
      </Card>
    </GroupPage>
  )
}

function totalText(total: MemberList['total']): string {
  return total.capped
    ? `${countText(total)} members, by username`
    : `${counted(total.count, ['member', 'members'])}, by username`
}

function countText({ count, capped }: MemberList['total']): string {
  return `${count.toLocaleString('en')}${capped ? '+' : ''}`
}

/** A search that cannot be understood is said where the members would be. */
async function readMembers(...input: Parameters<typeof listMembers>) {
  try {
    return await listMembers(...input)
  } catch (error) {
    if (error instanceof Invalid) return { problem: sayIn(await readerLocale(), error.wording) }
    throw error
  }
}
