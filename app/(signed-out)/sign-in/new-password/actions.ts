'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/doors/action'
import { env } from '@/lib/kernel/env'
import { ReplacePassword } from '@/lib/passwords/input'
import { replacePassword } from '@/lib/passwords/replace'
import { startSession } from '@/lib/sign-in/next-auth'
import { nextPath } from '@/lib/sign-in/next-path'
import { ticketCookie } from '../ticket-cookie'

export const replacePasswordAction = visitorAction(
  ReplacePassword,
  async (ctx, { newPassword, next }): Promise<undefined> => {
    const { ticket } = await replacePassword(ctx, await ticketCookie.read(), newPassword)
    await startSession(ticket)
    await ticketCookie.clear()
    redirect(nextPath(next, env().LATCHKEY_URL, '/'))
  },
)
