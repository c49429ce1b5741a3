import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CenteredCard } from '@/components/shell/centered-card'
import { Isolated } from '@/components/ui/isolated'
import { visitorContext } from '@/lib/doors/page'
import { findFlow, findLink } from '@/lib/recovery/look-up'
import { LinkIsOver } from '../link-is-over'
import { recoveryCookie } from '../recovery-cookie'
import { ContinueForm } from './continue-form'

export const metadata: Metadata = { title: 'Choose a new password' }

export default async function ConfirmPage() {
  const ctx = await visitorContext()
  const secret = await recoveryCookie.read()
  const link = await findLink(ctx, secret)
  // Back from the next page, whose secret has taken the place of the token.
  if (!link && (await findFlow(ctx, secret))) redirect('/recovery/password')
  if (link?.state !== 'open') return <LinkIsOver state={link?.state ?? 'unknown'} />
  const { username, name } = link.user
  return (
    <CenteredCard title="Choose a new password">
      <div className="flex flex-col gap-5">
        <p>
          This link is for the account{' '}
          <strong className="break-words">
            <Isolated>{username}</Isolated>
            {name && (
              <>
                {' '}
                (<Isolated>{name}</Isolated>)
              </>
            )}
          </strong>
          . If it is not yours, close this page.
        </p>
        <ContinueForm />
      </div>
    </CenteredCard>
  )
}
