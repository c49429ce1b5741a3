'use client'

// Every page's payload carries this boundary: as a client component it is a reference instead of its markup.

import { CenteredCard } from '@/components/shell/centered-card'
import { buttonClass } from '@/components/ui/button'

export default function NotFound() {
  return (
    <CenteredCard title="There is nothing here">
      <p className="mb-5 text-muted">
        What this address led to was moved or deleted, or the address is mistyped.
      </p>
      <a href="/" className={buttonClass({ variant: 'primary', size: 'lg', className: 'w-full' })}>
        Go to the start page
      </a>
    </CenteredCard>
  )
}
