'use server'

import { redirect } from 'next/navigation'
import { currentContext } from '@/lib/page'
import { revokeOwnSession } from '@/lib/sessions/revoke'
import { clearSessionCookie } from '@/lib/sign-in/next-auth'

export async function signOutAction(): Promise<void> {
  const ctx = await currentContext()
  if (ctx) await revokeOwnSession(ctx, ctx.actor.sessionId)
  await clearSessionCookie()
  redirect('/sign-in')
}
