'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/doors/action'
import { MailId, SendTestMail } from '@/lib/mail/input'
import { retryMail } from '@/lib/mail/retry'
import { sendTestMail } from '@/lib/mail/send-test'

export const sendTestMailAction = action('mail.send', SendTestMail, async (ctx, { address }) => {
  const delivery = await sendTestMail(ctx, address)
  refresh()
  return delivery
})

export const retryMailAction = action('mail.send', MailId, async (ctx, { id }) => {
  const delivery = await retryMail(ctx, id)
  refresh()
  return delivery
})
