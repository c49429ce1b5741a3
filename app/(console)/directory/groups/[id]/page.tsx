import { Braces } from 'lucide-react'
import type { Metadata } from 'next'
import { EffectiveAttributes } from '@/app/(console)/directory/groups/effective-attributes'
import { AttributeTree } from '@/components/ui/attribute-tree'
import { Card } from '@/components/ui/card'
import { CopyIconButton } from '@/components/ui/copy-icon-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Fact, Facts, Nothing } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { pageContext } from '@/lib/doors/page'
import { effectiveAttributesOfGroup, type Group, totalMembers } from '@/lib/groups/get'
import { listBelow } from '@/lib/groups/list'
import { isolated } from '@/lib/kernel/isolated'
import { Names } from '../group-table'
import { groupHref } from '../list-href'
import { memberCount } from '../member-count'
import { GroupPage } from './group-page'
import { groupOfPage } from './read'

export async function generateMetadata({ params }: PageProps<'/directory/groups/[id]'>): Promise<Metadata> {
  const group = await groupOfPage((await params).id)
  return { title: isolated(group.name) }
}

export default async function GroupOverviewPage({ params }: PageProps<'/directory/groups/[id]'>) {
  const ctx = await pageContext()
  const group = await groupOfPage((await params).id)
  const total = await totalMembers(ctx, group.id)
  const effective = await effectiveAttributesOfGroup(ctx, group)
  return (
    <GroupPage group={group} tab="">
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="Attributes">
            {Object.keys(group.attributes).length > 0 ? (
              <div className="text-sm">
                <AttributeTree value={group.attributes} />
              </div>
            ) : (
              <EmptyState icon={<Braces />} title="No attributes">
                Values that all its members are given are entered under Edit.
              </EmptyState>
            )}
          </Card>
          <EffectiveAttributes
            {...effective}
            description="What members are given by this group and all groups above it"
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="Group">
            <Facts>
              <Fact label="Direct members">{memberCount(group.members)}</Fact>
              <Fact label="All members">{memberCount(total.count, total.capped)}</Fact>
              <Fact label="Parents">
                <Names groups={group.parents} />
              </Fact>
              <Fact label="Created">
                <RelativeTime at={group.createdAt} now={ctx.now} />
              </Fact>
              <Fact label="Last changed">
                <RelativeTime at={group.updatedAt} now={ctx.now} />
              </Fact>
              <Fact label="UUID">
                <span className="-my-1 flex items-center gap-1.5">
                  <code className="font-mono text-xs">{group.uuid}</code>
                  <CopyIconButton text={group.uuid} what="UUID" />
                </span>
              </Fact>
            </Facts>
          </Card>
          <BelowCard group={group} />
        </div>
      </div>
    </GroupPage>
  )
}

async function BelowCard({ group }: { group: Group }) {
  const { rows, more } = await listBelow(await pageContext(), group.id)
  return (
    <Card
      title="Groups below"
      actions={
        more && (
          <a href={`/directory/groups?parent=${group.id}`} className="text-accent-ink text-sm">
            All groups below
          </a>
        )
      }
    >
      {rows.length === 0 ? (
        <Nothing />
      ) : (
        <ul className="flex flex-col gap-1.5 text-sm">
          {rows.map(({ id, name, members }) => (
            <li key={id} className="flex items-baseline justify-between gap-3">
              <a href={groupHref(id)} className="min-w-0 break-words text-accent-ink">
                {name}
              </a>
              <span className="text-muted tabular-nums">{memberCount(members)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
