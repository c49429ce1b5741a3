import type { Sent } from '@/lib/doors/action-state'
import { ask } from '../client/ask'
import { useRead } from '../client/use-lookup'
import { Alert } from '../ui/alert'

/**
 * What there is to be warned of before a form does what it is about to, asked anew whenever that changes; undefined asks
 * nothing. Where nothing can be said, whoever sends the form is told why.
 */
export function useForeseen(about: string | undefined, send: () => Promise<Sent<string[]>>) {
  const { data, loading } = useRead(
    about,
    async () => {
      const answer = await ask(send)
      return answer.status === 'done' ? answer.result : []
    },
    200,
  )
  return { warnings: data ?? [], isAsking: loading }
}

export function Foreseen({ warnings }: { warnings: string[] }) {
  return warnings.map((warning) => (
    <Alert key={warning} tone="warning" role="status">
      {warning}
    </Alert>
  ))
}
