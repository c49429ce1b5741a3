import { z } from 'zod'
import { MailAddress } from './address'

const position = z.uuid().optional().catch(undefined)

/** What the URL of the list of mails holds; anything it should not is replaced by the default. */
export const ListMails = z.object({
  size: z.coerce
    .number()
    .pipe(z.union([z.literal(20), z.literal(50), z.literal(100)]))
    .catch(20)
    .default(20),
  after: position,
  before: position,
})
export type ListMails = z.output<typeof ListMails>

export const MailId = z.object({ id: z.uuid() })

export const SendTestMail = z.object({ address: MailAddress })
