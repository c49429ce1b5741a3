'use client'

import { useTransition } from 'react'
import { deliveryText } from '@/components/mail/delivery-text'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { answerOf, messageOf } from '@/lib/action-state'
import { retryMailAction } from './actions'

export function RetryButton({ id, what }: { id: string; what: string }) {
  const [pending, start] = useTransition()

  function retry() {
    start(async () => {
      const answer = await answerOf(retryMailAction({ id }))
      if (answer.status !== 'done') return toast.error(messageOf(answer) ?? 'The mail was not sent.')
      const { isDone, title, text } = deliveryText(answer.result)
      if (isDone) toast.success(title, { description: text })
      else toast.error(title, { description: text })
    })
  }

  return (
    <Button size="sm" loading={pending} onClick={retry} aria-label={`Retry: ${what}`}>
      Retry
    </Button>
  )
}
