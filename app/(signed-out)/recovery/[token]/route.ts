import { visitorContext } from '@/lib/doors/page'
import { unlessUnavailable } from '@/lib/kernel/unavailable'
import { countFetch } from '@/lib/recovery/look-up'
import { recoveryCookie } from '../recovery-cookie'

/**
 * Where a recovery link leads, for people, prefetchers and mail scanners alike: uses nothing up, and moves the token out of
 * the address bar into a cookie. Which link it is, if any, is for the page to say.
 */
export async function GET(_request: Request, { params }: RouteContext<'/recovery/[token]'>) {
  const { token } = await params
  await unlessUnavailable(countFetch(await visitorContext(), token))
  await recoveryCookie.set(token)
  return new Response(null, {
    status: 303,
    headers: { location: '/recovery/confirm', 'cache-control': 'private, no-store' },
  })
}
