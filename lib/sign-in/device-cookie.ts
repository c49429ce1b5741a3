import 'server-only'
import { cookies } from 'next/headers'
import type { Context } from '@/lib/kernel/context'
import { env } from '@/lib/kernel/env'
import { deviceCookieName } from '@/lib/kernel/request'
import { deviceLifetime, rememberDevice } from './device'

/** Lets this browser count as one on which this user signed in. Only inside a server action. */
export async function rememberThisDevice(ctx: Context, userId: number): Promise<void> {
  const secure = env().LATCHKEY_URL.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure, maxAge: deviceLifetime }
  const value = rememberDevice(ctx, userId)
  const store = await cookies()
  store.set(deviceCookieName(), value, options)
}
