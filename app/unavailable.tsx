'use client'

import { useEffect } from 'react'
import { CenteredCard } from '@/components/shell/centered-card'
import { Button } from '@/components/ui/button'

const betweenTriesMs = 3000

/** The page while the database is away. It asks again by itself until there is an answer. */
export function Unavailable({ retry }: { retry: () => void }) {
  useEffect(() => {
    const timer = setInterval(retry, betweenTriesMs)
    return () => clearInterval(timer)
  }, [retry])
  return (
    <CenteredCard title="Latchkey will be back in a moment">
      <p role="alert" className="mb-5 text-muted">
        It cannot reach its database. Nothing is wrong with your account or with what you did. This page tries
        again by itself.
      </p>
      <Button variant="primary" size="lg" className="w-full" onClick={retry}>
        Try again
      </Button>
    </CenteredCard>
  )
}
