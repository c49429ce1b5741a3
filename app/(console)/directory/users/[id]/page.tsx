import { Braces, ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { EventFeed } from '@/app/(console)/events/event-feed'
import { AttributeTree } from '@/components/ui/attribute-tree'
import { Card } from '@/components/ui/card'
import { CopyIconButton } from '@/components/ui/copy-icon-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Fact, Facts, Nothing } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { pageContext } from '@/lib/doors/page'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { isolated } from '@/lib/kernel/isolated'
import { hasPermission } from '@/lib/rights/require'
import type { User } from '@/lib/users/get'
import { userTypeLabels } from '@/lib/users/list/types'
import { AddressCard } from '../address/address-card'
import { RecoveryCards } from '../recovery/recovery-card'
import { UndoCard } from '../undo/undo-card'
import { LockoutFacts } from './lockout-facts'
import { MailCard } from './mail-card'
import { userOfPage } from './read'
import { UserPage } from './user-page'

const recent = 10
const link = 'text-accent-ink no-underline hover:underline'

export async function generateMetadata({ params }: PageProps<'/directory/users/[id]'>): Promise<Metadata> {
  const user = await userOfPage((await params).id)
  return { title: isolated(user.username) }
}

export default async function OverviewPage({ params }: PageProps<'/directory/users/[id]'>) {
  const ctx = await pageContext()
  const user = await userOfPage((await params).id)
  return (
    <UserPage user={user} tab="">
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <IdentityCard user={user} />
          <AttributesCard attributes={user.attributes} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <StatusCard user={user} now={ctx.now} />
          <RecoveryCards userId={user.id} />
          <AddressCard user={user} />
          <UndoCard userId={user.id} />
          <MailCard userId={user.id} />
          <EventsCard userId={user.id} />
        </div>
      </div>
    </UserPage>
  )
}

/** What happened of late, for those who may read it. */
async function EventsCard({ userId }: { userId: number }) {
  const ctx = await pageContext()
  if (!(await hasPermission(ctx, 'events.read', { userId }))) return null
  const { rows } = await listEvents(ctx, {
    ...ListEvents.parse({ size: '20' }),
    about: { type: 'user', id: userId },
  })
  return (
    <Card
      title="Recent events"
      actions={
        <a href={`/directory/users/${userId}/events`} className={`text-sm ${link}`}>
          All events
        </a>
      }
    >
      {rows.length > 0 ? (
        <EventFeed rows={rows.slice(0, recent)} userId={userId} now={ctx.now} />
      ) : (
        <EmptyState icon={<ScrollText />} title="No events yet" />
      )}
    </Card>
  )
}

function IdentityCard({ user }: { user: User }) {
  return (
    <Card title="Identity">
      <Facts>
        <Fact label="Username">{user.username}</Fact>
        <Fact label="Name">{user.name || <Nothing />}</Fact>
        <Fact label="Email">
          {user.email === null ? (
            <Nothing />
          ) : (
            <a href={`mailto:${encodeURIComponent(user.email)}`} className={link}>
              {user.email}
            </a>
          )}
        </Fact>
        <Fact label="Path">
          <a href={`/directory/users?${new URLSearchParams({ folder: user.path })}`} className={link}>
            {user.path}
          </a>
        </Fact>
        <Fact label="Type">{userTypeLabels[user.type]}</Fact>
        <Fact label="API id">
          <Copied text={String(user.id)} what="API id" />
        </Fact>
        <Fact label="UUID">
          <Copied text={user.uuid} what="UUID" />
        </Fact>
      </Facts>
    </Card>
  )
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className="-my-1 flex items-center gap-1.5">
      <code className="font-mono text-xs">{text}</code>
      <CopyIconButton text={text} what={what} />
    </span>
  )
}

function StatusCard({ user, now }: { user: User; now: Date }) {
  const when = (at: Date | null, otherwise: string) =>
    at ? <RelativeTime at={at} now={now} /> : <Nothing>{otherwise}</Nothing>
  return (
    <Card title="Status">
      <Facts>
        <Fact label="Is active">
          {user.deactivatedAt ? (
            <>
              No, deactivated {when(user.deactivatedAt, '')}
              {user.deactivatedBy && ` by ${isolated(user.deactivatedBy)}`}
            </>
          ) : (
            'Yes'
          )}
        </Fact>
        <LockoutFacts userId={user.id} />
        {user.deactivationReason && <Fact label="Reason">{user.deactivationReason}</Fact>}
        <Fact label="Administrator">{user.isAdministrator ? 'Yes' : 'No'}</Fact>
        <Fact label="Last sign-in">{when(user.lastSignInAt, 'Never')}</Fact>
        <Fact label="Password set">{when(user.passwordChangedAt, 'No password')}</Fact>
        <Fact label="Created">{when(user.createdAt, '')}</Fact>
        <Fact label="Last changed">{when(user.updatedAt, '')}</Fact>
      </Facts>
    </Card>
  )
}

function AttributesCard({ attributes }: { attributes: User['attributes'] }) {
  return (
    <Card title="Attributes">
      {Object.keys(attributes).length > 0 ? (
        <div className="text-sm">
          <AttributeTree value={attributes} />
        </div>
      ) : (
        <EmptyState icon={<Braces />} title="No attributes">
          Values of your own, for applications and for yourself, are entered under Edit.
        </EmptyState>
      )}
    </Card>
  )
}
