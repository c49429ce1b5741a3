import type { Delivery } from '@/lib/mail/deliver'
import { Alert } from '../../../../components/ui/alert'
import { deliveryText } from './delivery-text'

/** What became of a mail, in the dialog that sent it. */
export function DeliveryAlert({ delivery }: { delivery: Delivery }) {
  const { isDone, title, text } = deliveryText(delivery)
  return (
    <Alert tone={isDone ? 'success' : 'danger'} role="alert" title={title}>
      <p className="[overflow-wrap:anywhere]">{text}</p>
    </Alert>
  )
}
