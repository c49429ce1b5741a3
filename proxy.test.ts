import { NextRequest } from 'next/server'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** The proxy of a server started with this address. */
async function proxyAt(url: string) {
  vi.stubEnv('LATCHKEY_URL', url)
  vi.resetModules()
  return import('./proxy')
}

const request = () => new NextRequest('http://localhost:3000/sign-in')

test('pages of an instance at an https address ask for https, whatever the build was told', async () => {
  const { proxy } = await proxyAt('https://id.example.org')
  expect(proxy(request()).headers.get('content-security-policy')).toContain('upgrade-insecure-requests')
})

test('those of an instance at an http address do not', async () => {
  const { proxy } = await proxyAt('http://localhost:3000')
  expect(proxy(request()).headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
})

test('a page that merely begins like an excluded path has its policy too', async () => {
  const { config } = await proxyAt('')
  const matches = (path: string) => new RegExp(`^${config.matcher}$`).test(path)
  for (const path of [
    '/',
    '/sign-in',
    '/directory/users',
    '/metrics-of-users',
    '/metrics/x',
    '/icon.svg.html',
  ])
    expect(matches(path), path).toBe(true)
  for (const path of [
    '/_next/static/chunks/a.js',
    '/api/v3/core/users/',
    '/api/health',
    '/metrics',
    '/icon.svg',
  ])
    expect(matches(path), path).toBe(false)
})
