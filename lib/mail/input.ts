import { z } from 'zod'
import { IdCursor, pageSize } from '@/lib/kernel/list-input'
import { MailAddress } from '@/lib/kernel/mail-address'

/** What the URL of the list of mails holds; anything it should not is replaced by the default. */
export const ListMails = z.object({
  size: pageSize(20),
  after: IdCursor,
  before: IdCursor,
})
export type ListMails = z.output<typeof ListMails>

export const MailId = z.object({ id: z.uuid() })

export const SendTestMail = z.object({ address: MailAddress })
