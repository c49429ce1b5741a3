import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { RelativeTime } from '@/components/ui/relative-time'
import { isolated } from '@/lib/kernel/isolated'
import { folderLabel } from '@/lib/kernel/own-words'
import type { User } from '@/lib/users/get'
import { userTypeLabels } from '@/lib/users/list/types'
import type { AllowedActs } from './acts/act'
import { ActLinks } from './acts/act-links'
import { type ListView, listHref, userHref } from './list-href'
import { RecoveryLinks } from './recovery/recovery-links'

/** What unfolds below a row: the user in short, and what one does most. */
export function RowDetails({
  user,
  view,
  now,
  allowed,
}: {
  user: User
  view: ListView
  now: Date
  allowed: AllowedActs
}) {
  const names = Object.keys(user.attributes)
  return (
    <div className="flex flex-wrap items-start gap-x-10 gap-y-4">
      <dl className="grid min-w-64 flex-1 grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-8 gap-y-2.5 text-sm">
        <Fact label="Name">{user.name}</Fact>
        <Fact label="Email">{user.email}</Fact>
        <Fact label="Folder">
          <a href={listHref(view, { folder: user.path, q: '' })} className="inline-block min-h-6">
            {folderLabel(user.path)}
          </a>
        </Fact>
        <Fact label="Type">{userTypeLabels[user.type]}</Fact>
        <Fact label="Active">
          {user.deactivatedAt ? (
            <>
              Inactive since <RelativeTime at={user.deactivatedAt} now={now} />
              {user.deactivatedBy && ` by ${isolated(user.deactivatedBy)}`}
              {user.deactivationReason && `: ${user.deactivationReason}`}
            </>
          ) : (
            'Yes'
          )}
        </Fact>
        <Fact label="Last sign-in">
          {user.lastSignInAt ? <RelativeTime at={user.lastSignInAt} now={now} /> : 'Never'}
        </Fact>
        <Fact label="Created">
          <RelativeTime at={user.createdAt} now={now} />
        </Fact>
        <Fact label="Changed">
          <RelativeTime at={user.updatedAt} now={now} />
        </Fact>
        <Fact label="Attributes">{names.length === 0 ? 'None' : summary(names)}</Fact>
      </dl>
      <div className="flex flex-wrap gap-2">
        <a href={userHref(user.id)} className={buttonClass({ size: 'sm', variant: 'primary' })}>
          Open
        </a>
        {allowed.update && (
          <a
            href={`${userHref(user.id)}?edit=yes`}
            data-edit={user.id}
            className={buttonClass({ size: 'sm' })}
          >
            Edit
          </a>
        )}
        <ActLinks user={user} allowed={allowed} />
        {allowed.recover && <RecoveryLinks user={user} mayView={allowed.viewLink} />}
        {allowed.setPassword && (
          <a href={`${userHref(user.id)}?password=reset`} className={buttonClass({ size: 'sm' })}>
            Reset password
          </a>
        )}
        {allowed.addToGroup && (
          <a href={`${userHref(user.id)}/groups?add=existing`} className={buttonClass({ size: 'sm' })}>
            Add to existing group
          </a>
        )}
        {allowed.addToNewGroup && (
          <a href={`${userHref(user.id)}/groups?add=new`} className={buttonClass({ size: 'sm' })}>
            Add to new group
          </a>
        )}
        <CopyButton size="sm" text={user.username} done="Username copied">
          Copy username
        </CopyButton>
        {user.email && (
          <CopyButton size="sm" text={user.email} done="Email copied">
            Copy email
          </CopyButton>
        )}
      </div>
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-faint text-xs">{label}</dt>
      <dd className="break-words">{children || <span className="text-muted">–</span>}</dd>
    </div>
  )
}

function summary(names: string[]): string {
  const shown = names.slice(0, 6).join(', ')
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown
}
