import 'server-only'
import { headers } from 'next/headers'
import { forbidden, notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Context, SignedInContext } from '@/lib/kernel/context'
import { database } from '@/lib/kernel/database'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import { requestInfo } from '@/lib/kernel/request'
import { orUnavailable } from '@/lib/kernel/unavailable'
import type { Permission } from '@/lib/rights/catalogue'
import { requirePermission } from '@/lib/rights/require'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { sessionSecret } from '@/lib/sign-in/next-auth'

/** The context of a request that may come from anybody. */
export async function visitorContext(): Promise<Context> {
  const requestHeaders = await headers()
  return {
    db: await orUnavailable(database()),
    actor: { type: 'visitor' },
    now: new Date(),
    request: requestInfo(requestHeaders),
  }
}

/** The context of the signed-in person, or undefined. */
export async function currentContext(): Promise<SignedInContext | undefined> {
  const secret = await sessionSecret(await headers())
  if (!secret) return undefined
  const visitor = await visitorContext()
  const actor = await orUnavailable(authenticateSession(visitor.db, secret, visitor.now))
  return actor && { ...visitor, actor }
}

/** The context of a page that needs a signed-in person, resolved once per request; others are sent to sign in and back. */
export const pageContext = cache(async (): Promise<SignedInContext> => {
  const ctx = await currentContext()
  if (ctx) return ctx
  const path = (await headers()).get('x-latchkey-path')
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in')
})

/**
 * The same of a page for holders of a permission, asked for before anything the address holds is looked at; others get the
 * 403 page. What the page reads asks again, over its target.
 */
export async function permittedContext(permission: Permission): Promise<SignedInContext> {
  const ctx = await pageContext()
  await orInterrupt(requirePermission(ctx, permission))
  return ctx
}

/**
 * Waits for a read and turns its NotFound into the 404 page, its Forbidden into the 403 page, and what the database says
 * when it is away into the page that says so.
 */
export async function orInterrupt<T>(read: Promise<T>): Promise<T> {
  try {
    return await orUnavailable(read)
  } catch (error) {
    if (error instanceof NotFound) notFound()
    if (error instanceof Forbidden) forbidden()
    throw error
  }
}
