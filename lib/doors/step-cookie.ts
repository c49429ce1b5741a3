import 'server-only'
import { cookies } from 'next/headers'
import { env } from '@/lib/kernel/env'

/** The secret of a step somebody is at, kept by their browser for the pages below one path and read by nobody else. */
export function stepCookie(name: string, path: string, seconds: number) {
  const options = () => ({
    httpOnly: true,
    sameSite: 'lax' as const,
    path,
    secure: env().LATCHKEY_URL.startsWith('https:'),
  })
  return {
    read: async () => (await cookies()).get(name)?.value ?? '',
    set: async (value: string) => (await cookies()).set(name, value, { ...options(), maxAge: seconds }),
    clear: async () => (await cookies()).set(name, '', { ...options(), maxAge: 0 }),
  }
}
