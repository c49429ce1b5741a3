import { afterEach, expect, test, vi } from 'vitest'

const token = 'a token of the metrics test'.replaceAll(' ', '-')

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** What `/metrics` answers to these headers, with this token configured. */
async function ask(configured: string, headers: Record<string, string>) {
  vi.stubEnv('LATCHKEY_METRICS_TOKEN', configured)
  vi.resetModules()
  const { GET } = await import('./route')
  return GET(new Request('http://localhost:3000/metrics', { headers }))
}

const here = { 'x-latchkey-peer': '127.0.0.1', 'x-latchkey-forwarded': 'false' }

test('without a token the figures are shown to this machine and to nobody through a proxy or from elsewhere', async () => {
  const shown = await ask('', here)
  expect(shown.status).toBe(200)
  expect(await shown.text()).toContain('process_cpu_seconds_total')
  for (const headers of [
    { ...here, 'x-latchkey-forwarded': 'true' },
    { ...here, 'x-latchkey-peer': '192.0.2.1' },
    { ...here, 'x-latchkey-peer': '192.0.2.1', 'x-forwarded-for': '127.0.0.1' },
    {},
  ]) {
    const refused = await ask('', headers)
    expect(refused.status, JSON.stringify(headers)).toBe(403)
    expect(await refused.text()).toContain('LATCHKEY_METRICS_TOKEN')
  }
})

test('with a token they are shown to whoever sends it, from anywhere, and not to this machine without it', async () => {
  const shown = await ask(token, { authorization: `Bearer ${token}`, 'x-latchkey-forwarded': 'true' })
  expect(shown.status).toBe(200)
  for (const authorization of [undefined, '', token, `Bearer ${token}x`, 'Bearer', `Basic ${token}`]) {
    const refused = await ask(token, { ...here, ...(authorization !== undefined && { authorization }) })
    expect(refused.status, authorization).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    expect(await refused.text()).not.toContain('process_cpu_seconds_total')
  }
})

test('a token too short to be one stops the start', async () => {
  await expect(ask('too-short', here)).rejects.toThrow(
    'LATCHKEY_METRICS_TOKEN must be at least 16 characters without spaces.',
  )
})
