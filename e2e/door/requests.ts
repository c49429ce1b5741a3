import { wrongBodies } from './bodies'

/** What is asked of a door, as it goes over the wire; `name` is for whoever reads a failure. */
export type Asked = {
  name: string
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

export type Change = Partial<Omit<Asked, 'name'>>

/** Paths and queries that are none, too long, or would lead to another host if they were believed. */
function wrongPaths(path: string): Record<string, Change> {
  const written = [
    ...`${path}%zz ${path}/%zz ${path}?q=%zz ${path}?%zz=% ${path}?%00=%00 ${path}%00 ${path}/%ff`.split(' '),
    ...`/${path} //evil.example${path} /\\evil.example${path} /%5cevil.example${path} *`.split(' '),
    ...`//evil.example /%2f%2fevil.example${path} //evil.example/%2e%2e${path}`.split(' '),
    ...`/\\/evil.example${path}/ http://evil.example${path} /%09/evil.example x`.split(' '),
    ...`${path}/ ${path}// ${path}/..%2f.. ${path}/../..${path} ${path};a=1 ${path}#x ${path}\xff`.split(' '),
    ...`${path}.rsc ${path}?_rsc=%zz ${path}?next=//evil.example ${path}?next=%5c%5cevil.example`.split(' '),
    ...`${path}?a[b][c]=1 ${path}?__proto__=1&constructor=1 ${path}/__proto__`.split(' '),
    `${path}?${'a=1&'.repeat(500)}`,
    `${path}/${'a'.repeat(7000)}`,
    `${path}?q=${'a'.repeat(20_000)}`,
  ]
  return Object.fromEntries(written.map((text) => [text.slice(0, 60), { path: text }]))
}

const methods = 'TRACE CONNECT PROPFIND QUERY FOO get OPTIONS HEAD PUT PATCH DELETE POST'.split(' ')

const wrongHeaders: Record<string, string>[] = [
  ...'a =;;= %zz=%zz latchkey.session=e.e.e.e.e latchkey.device=%zz latchkey.menu=%zz'.split(' '),
  ...'authjs.callback-url=//evil.example __proto__=x a=\xff'.split(' '),
  `latchkey.session=${'a'.repeat(12_000)}`,
  'a=b; '.repeat(700),
].map((cookie) => ({ cookie }))
wrongHeaders.push(
  ...['https://evil.example', 'null', '', 'x', 'javascript:x'].map((origin) => ({ origin })),
  ...['', 'a b', '[::1', '%', 'evil.example', 'evil.example:99999', '\xff'].map((host) => ({ host })),
  ...['%zz', '', '{}', '[]', '["",{},null,null,true]', '%5B%22%22%2C%7B%7D%5D', '['.repeat(3000)].map(
    (tree) => ({
      rsc: '1',
      'next-router-state-tree': tree,
    }),
  ),
  ...['/_tree', '/..', '%zz', '', '/_full', '/$oc$slug/x'].map((segment) => ({
    rsc: '1',
    'next-router-prefetch': '1',
    'next-router-segment-prefetch': segment,
  })),
  { rsc: 'x', 'next-router-prefetch': '99', 'next-hmr-refresh': '1' },
  { rsc: '1', 'next-url': '//evil.example/%zz' },
  { 'next-url': '\xff', 'x-nextjs-data': '1' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy', 'x-middleware-rewrite': '//evil.example' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript', 'x-forwarded-port': 'x' },
  { 'x-forwarded-for': '9,'.repeat(2000), forwarded: 'host=evil.example;for=_' },
  {
    'x-action-forwarded': '1',
    'x-latchkey-inner': 'x',
    'x-latchkey-peer': 'x',
    'x-latchkey-path': '//evil.example',
  },
  { 'next-resume': '1', 'x-next-resume-state-length': 'x' },
  {
    'x-matched-path': '/%zz',
    'x-now-route-matches': '%zz',
    'x-invoke-path': '/%zz',
    'x-invoke-status': '500',
  },
  {
    'x-invoke-output': '/%zz',
    'x-invoke-query': '%zz',
    'x-invoke-error': '%zz',
    'x-prerender-revalidate': 'x',
  },
  { expect: 'tea' },
  { upgrade: 'h2c', connection: 'upgrade, close' },
  { range: 'bytes=z', 'if-none-match': '\xff', 'if-modified-since': 'x', 'if-match': 'x', 'if-range': 'x' },
  {
    accept: '*/*;q=z',
    'accept-encoding': '\xff',
    'accept-language': 'a-'.repeat(3000),
    'user-agent': '\xff',
  },
  { 'content-length': 'x' },
  { 'content-length': '-1' },
  { 'transfer-encoding': 'gzip, chunked' },
  { 'transfer-encoding': 'chunked', 'content-length': '4' },
  { 'sec-fetch-site': 'x', 'sec-fetch-mode': '\xff' },
  { authorization: 'Basic %zz' },
  { a: 'a'.repeat(20_000) },
)

/** What is at a path: a page takes the calls of an action and forms, so it is sent all that is wrong with those, too. */
export type Door = { path: string; headers?: Record<string, string>; takes?: 'bodies' }

/** Everything that is not what somebody would ask of this path. `action`: one that the build has. */
export function wrongRequests({ path, headers, takes }: Door, action: string): Asked[] {
  const changes: Record<string, Change> = {
    ...wrongPaths(path),
    ...Object.fromEntries(methods.map((method) => [method, { method }])),
    ...Object.fromEntries(
      wrongHeaders.map((wrong) => [JSON.stringify(wrong).slice(0, 120), { headers: wrong }]),
    ),
    ...(takes === 'bodies' && wrongBodies(action)),
  }
  return Object.entries(changes).map(([name, change]) => ({
    name: `${change.method ?? 'GET'} ${path} ${name}`,
    method: 'GET',
    path,
    ...change,
    headers: { host: 'localhost', ...headers, ...change.headers },
  }))
}

/** The bytes of a request. */
export function written({ method, path, headers, body = '' }: Asked): string {
  const length = body && !('content-length' in headers) ? { 'content-length': String(body.length) } : {}
  const lines = Object.entries({ connection: 'close', ...length, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}
