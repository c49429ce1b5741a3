import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'

/** The headers of pages and the nonce of the page's scripts. Decides nothing: every check lives in lib. */
export function proxy(request: NextRequest) {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  // Next puts the nonce of this header on the scripts it writes.
  headers.set('content-security-policy', policy)
  headers.set('x-latchkey-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'private, no-store')
  return response
}

function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(process.env.LATCHKEY_URL?.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

export const config = { matcher: '/((?!_next/static|_next/image|api/|metrics$|icon\\.svg$).*)' }
