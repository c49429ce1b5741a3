import { undoCookie } from '../undo-cookie'

/**
 * Where the link in a mail about a changed address leads, for people, prefetchers and mail scanners alike: changes nothing,
 * and moves the token out of the address bar into a cookie.
 */
export async function GET(_request: Request, { params }: RouteContext<'/undo/[token]'>) {
  await undoCookie.set((await params).token)
  return new Response(null, {
    status: 303,
    headers: { location: '/undo/confirm', 'cache-control': 'private, no-store' },
  })
}
