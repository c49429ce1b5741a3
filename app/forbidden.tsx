'use client'

// Every page's payload carries this boundary: as a client component it is a reference instead of its markup.

import { CenteredCard } from '@/components/shell/centered-card'
import { buttonClass } from '@/components/ui/button'

export default function Forbidden() {
  return (
    <CenteredCard title="You cannot see this page">
      <p className="mb-5 text-muted">
        Your account does not have the permission. An administrator can give it to you.
      </p>
      <a href="/account" className={buttonClass({ variant: 'primary', size: 'lg', className: 'w-full' })}>
        Go to my account
      </a>
    </CenteredCard>
  )
}
