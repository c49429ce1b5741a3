import 'server-only'
import { headers } from 'next/headers'
import NextAuth, { AuthError, CredentialsSignin } from 'next-auth'
import { getToken } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { absoluteLimitMs } from '@/lib/access/session-limits'
import { database } from '@/lib/kernel/database'
import { env } from '@/lib/kernel/env'
import { Conflict } from '@/lib/kernel/errors'
import { requestInfo } from '@/lib/kernel/request'
import { instanceSecret } from '@/lib/kernel/secret'
import { said } from '@/words/said'
import { rememberThisDevice } from './device-cookie'
import { openSession } from './open-session'

declare module 'next-auth' {
  interface User {
    secret?: string
  }
}

// next-auth is the cookie and CSRF machinery and nothing more: the cookie is a sealed token that holds the session's
// secret, and the row behind that secret decides. Built on first use, because the instance key may be made at start.
let instance: ReturnType<typeof NextAuth> | undefined

function nextAuth() {
  // Its own addresses would else come from the headers of the request.
  process.env.AUTH_URL = env().LATCHKEY_URL
  instance ??= NextAuth({
    secret: instanceSecret(),
    trustHost: true,
    useSecureCookies: isSecure(),
    session: { strategy: 'jwt', maxAge: absoluteLimitMs / 1000 },
    cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
    pages: { signIn: '/sign-in' },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
    providers: [
      Credentials({
        credentials: { ticket: {} },
        async authorize({ ticket }) {
          const requestHeaders = await headers()
          const context = {
            db: await database(),
            actor: { type: 'visitor' } as const,
            now: new Date(),
            request: requestInfo(requestHeaders),
          }
          const session = await openSession(context, String(ticket), await sessionSecret(requestHeaders))
          if (!session) return null
          await rememberThisDevice(context, session.userId)
          return { id: String(session.userId), secret: session.secret }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user ? { sub: user.id, sid: 'secret' in user ? user.secret : undefined } : token,
    },
  })
  return instance
}

function isSecure() {
  return env().LATCHKEY_URL.startsWith('https:')
}

function cookieName() {
  return isSecure() ? '__Host-latchkey.session' : 'latchkey.session'
}

function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure() }
}

/** In a server action: trades a ticket for a new session and sets its cookie. Throws Conflict when it no longer stands. */
export async function startSession(ticket: string): Promise<void> {
  try {
    await nextAuth().signIn('credentials', { ticket, redirect: false, redirectTo: '/' })
  } catch (error) {
    if (error instanceof CredentialsSignin) throw new Conflict(said('signIn.errors.notSignedIn'))
    // next-auth wraps what went wrong while the session was opened.
    throw (error instanceof AuthError && error.cause?.err) || error
  }
}

/** Removes the session's cookie. The row is ended by whoever calls this. */
export async function clearSessionCookie(): Promise<void> {
  await nextAuth().signOut({ redirect: false, redirectTo: '/' })
}

/** The session's secret from the request's cookie, or undefined when there is none or it was not sealed by us. */
export async function sessionSecret(requestHeaders: Headers): Promise<string | undefined> {
  const name = cookieName()
  const token = await getToken({
    // The cookie alone: getToken would take the same value as a bearer token too.
    req: { headers: new Headers({ cookie: requestHeaders.get('cookie') ?? '' }) },
    secret: instanceSecret(),
    cookieName: name,
    salt: name,
  })
  return typeof token?.sid === 'string' ? token.sid : undefined
}
