import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page-header'
import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { isolated } from '@/lib/kernel/isolated'
import { deviceName } from '@/lib/sessions/device'
import { listOwnSessions } from '@/lib/sessions/list'
import { readSettings } from '@/lib/settings/read'
import { getOwnProfile } from '@/lib/users/own-profile'
import { ChangePasswordForm } from './change-password-form'
import { ConfirmAddress } from './confirm-address'
import { Sessions } from './sessions'

export const metadata: Metadata = { title: 'My account' }

export default async function AccountPage() {
  const ctx = await pageContext()
  const profile = await orInterrupt(getOwnProfile(ctx))
  const sessions = await listOwnSessions(ctx)
  const facts: [string, React.ReactNode][] = [
    ['Username', profile.username],
    ['Name', profile.name || '–'],
    ['Email', profile.email ?? '–'],
    ['Folder', profile.path],
    ['Member since', <RelativeTime key="since" at={profile.createdAt} now={ctx.now} />],
  ]
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHeader
        title={profile.name || profile.username}
        meta="Your account"
        media={<Avatar name={profile.name || profile.username} seed={profile.username} size="lg" />}
      />
      <div className="flex flex-col gap-5">
        <Card title="Profile" description="To change something here, ask an administrator.">
          <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
            {facts.map(([label, value]) => (
              <div key={label} className="contents">
                <dt className="text-muted">{label}</dt>
                <dd className="break-words">{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
        {profile.email !== null && profile.emailOutgrown && (
          <Card
            title="Your address is not used for recovery"
            description={`${isolated(profile.email)} was set by somebody who does not hold all the rights you hold, so no recovery links are mailed to it. Confirm it if nobody else reads that mailbox; else ask an administrator to change it.`}
          >
            <ConfirmAddress email={profile.email} />
          </Card>
        )}
        <Card
          title="Password"
          description={
            profile.passwordChangedAt ? (
              <>
                Last changed <RelativeTime at={profile.passwordChangedAt} now={ctx.now} />. Changing it ends
                your other sessions.
              </>
            ) : (
              'You have no password'
            )
          }
        >
          <ChangePasswordForm
            owner={{ username: profile.username, name: profile.name, email: profile.email }}
            rules={await readSettings(ctx, 'passwords')}
          />
        </Card>
        <Card title="Sessions" description="Where you are signed in. End what you do not recognise." flush>
          <Sessions
            now={ctx.now}
            sessions={sessions.map(({ userAgent, ...session }) => ({
              ...session,
              device: deviceName(userAgent),
            }))}
          />
        </Card>
      </div>
    </div>
  )
}
