import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { Isolated } from '@/components/ui/isolated'
import { RelativeTime } from '@/components/ui/relative-time'
import { visitorContext } from '@/lib/doors/page'
import { findChange } from '@/lib/users/name-changes/look-up'
import { LinkIsOver } from '../link-is-over'
import { undoCookie } from '../undo-cookie'
import { UndoForm } from './undo-form'

export const metadata: Metadata = { title: 'Undo a change' }

export default async function ConfirmUndoPage() {
  const ctx = await visitorContext()
  const found = await findChange(ctx, await undoCookie.read())
  if (found?.state !== 'open') return <LinkIsOver state={found?.state ?? 'unknown'} />
  const { usernameBefore, emailBefore, createdAt } = found.change
  return (
    <CenteredCard title="Undo the change?">
      <div className="flex flex-col gap-5">
        <p>
          The username or e-mail address of the account <Name>{found.user.username}</Name> was changed{' '}
          <RelativeTime at={createdAt} now={ctx.now} />. This puts back what there was before:
        </p>
        <ul className="list-disc pl-5">
          {usernameBefore !== null && (
            <li>
              the username <Name>{usernameBefore}</Name>
            </li>
          )}
          {emailBefore !== null && (
            <li>
              the e-mail address <Name>{emailBefore}</Name>
            </li>
          )}
        </ul>
        <p>If you know of the change, close this page.</p>
        <UndoForm />
      </div>
    </CenteredCard>
  )
}

function Name({ children }: { children: string }) {
  return (
    <strong className="break-words">
      <Isolated>{children}</Isolated>
    </strong>
  )
}
