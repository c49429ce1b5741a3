'use client'

import { useDeed } from '@/components/client/use-deed'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { retryMailAction } from './actions'
import { deliveryText } from './delivery-text'

export function RetryButton({ id, what }: { id: string; what: string }) {
  const { pending, deed: retry } = useDeed(
    () => retryMailAction({ id }),
    (delivery) => {
      const { isDone, title, text } = deliveryText(delivery)
      if (isDone) toast.success(title, { description: text })
      else toast.error(title, { description: text })
    },
  )

  return (
    <Button size="sm" loading={pending} onClick={() => retry()} aria-label={`Retry: ${what}`}>
      Retry
    </Button>
  )
}
