import type { Delivery } from '@/lib/mail/deliver'

/** What became of a mail, for whoever asked for it: never a success that is none. */
export function deliveryText({ status, answer }: Delivery): { isDone: boolean; title: string; text: string } {
  switch (status) {
    case 'sent':
      return { isDone: true, title: 'Mail sent', text: `The mail server answered: ${answer}` }
    case 'captured':
      return {
        isDone: true,
        title: 'Mail captured',
        text: 'No mail server is configured, so it can be read under Settings, Mail.',
      }
    case 'sending':
      return { isDone: false, title: 'Still being sent', text: answer }
    case 'postponed':
      return {
        isDone: false,
        title: 'Not sent yet',
        text: `${answer.replace(/\.$/, '')}. It will be tried again.`,
      }
    case 'failed':
      return { isDone: false, title: 'Not sent', text: `The mail server refused it: ${answer}` }
    case 'cancelled':
      return { isDone: false, title: 'Not sent', text: answer }
  }
}
