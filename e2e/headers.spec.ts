import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, test } from './fixtures'

test('every answer carries the security headers, and pages are never stored', async ({
  administrator,
  page,
}) => {
  expect(administrator.id).toBeGreaterThan(0)
  for (const address of ['/directory/users', '/account', '/events', '/sign-in', '/nothing-here']) {
    const headers = (await page.request.get(address)).headers()
    expect(headers['content-security-policy'], address).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).toMatch(
      /script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/,
    )
    expect(headers['cache-control'], address).toContain('no-store')
    expect(headers['cache-control'], address).toContain('private')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

test('each page has a nonce of its own, on every script in it', async ({ page }) => {
  const nonces = new Set<string>()
  for (let i = 0; i < 3; i++) {
    const answer = await page.request.get('/sign-in')
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1] ?? ''
    nonces.add(nonce)
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
  }
  expect(nonces.size).toBe(3)
})

test('an absolute request target and an upgrade are refused', async ({ baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port)
  const ask = (head: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, 'localhost', () => socket.write(`${head}\r\n\r\n`))
      socket.once('data', (data) => {
        resolve(data.toString().split('\r\n')[0] ?? '')
        socket.destroy()
      })
      socket.once('error', reject)
    })
  expect(await ask('GET http://169.254.169.254/latest HTTP/1.1\r\nHost: x')).toContain(' 400 ')
  expect(await ask('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket')).toContain(
    ' 400 ',
  )
})

test('links and redirects are built from the configured address, whatever the request claims', async ({
  page,
}) => {
  const answer = await page.request.get('/account', {
    maxRedirects: 0,
    headers: {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-forwarded-proto': 'gopher',
    },
  })
  expect(JSON.stringify(answer.headers()) + (await answer.text())).not.toContain('evil.example')
})

for (const javaScriptEnabled of [true, false])
  test.describe(`with scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    test('a form of another origin says which header tells so, and what the administrator must set', async ({
      page,
      baseURL,
    }) => {
      const { port } = new URL(baseURL ?? '')
      const elsewhere = createServer((client) => client.pipe(connect(Number(port), 'localhost')).pipe(client))
      await once(elsewhere.listen(0, 'localhost'), 'listening')
      const origin = `http://localhost:${(elsewhere.address() as AddressInfo).port}`
      await page.goto(`${origin}/sign-in`)
      await page.getByLabel('Username or e-mail').fill('somebody')
      await page.getByLabel('Password', { exact: true }).fill('some password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      const said = `The header Origin is ${origin}, and Latchkey only takes forms from ${baseURL}, which is LATCHKEY_URL.`
      await expect(page.getByText(said)).toBeVisible()
      elsewhere.close()
    })
  })
