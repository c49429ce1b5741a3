'use client'

import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { unavailableDigest } from '@/lib/kernel/unavailable-digest'
import { Unavailable } from './unavailable'

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  if (error.digest === unavailableDigest) return <Unavailable retry={retry} />
  return (
    <ErrorState
      title="Something went wrong on our side"
      actions={
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      Nothing was changed. If it happens again, tell your administrator
      {error.digest ? ` the number ${error.digest}` : ''}.
    </ErrorState>
  )
}
