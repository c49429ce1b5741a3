import { expect, test } from 'vitest'
import { isActionRequest, refusalOf } from './gate.mjs'

const own = 'https://id.example.org'
type Asked = { method?: string; url?: string; headers?: Record<string, string> }
const statusOf = ({ method = 'GET', url = '/', headers = {} }: Asked) =>
  refusalOf({ method, url, headers } as never, own)?.status

test.each(['/', '/directory/users?q=%zz', '/caf%C3%A9', '/a%2Fb', '/%25zz', '/?', '/a//b'])(
  '%s is let in',
  (url) => {
    expect(statusOf({ url })).toBeUndefined()
  },
)

test.each(['/%zz', '/%', '/a/%E0%A4%A', '/%00', '/_next/static/%zz.js', '/api/v3/core/users/%ff/', '*', ''])(
  'the address %j is answered 400',
  (url) => {
    expect(statusOf({ url })).toBe(400)
  },
)

test('a query that names what every object has is answered 400', () => {
  for (const name of ['constructor', 'toString', '__proto__', '%63onstructor'])
    expect(statusOf({ url: `/nothing-here?a=b&${name}=1` }), name).toBe(400)
  expect(statusOf({ url: '/nothing-here?a=constructor&b?constructor' })).toBeUndefined()
})

test.each(['http://evil.example/', 'evil.example:80'])('the absolute target %s is answered 400', (url) => {
  expect(statusOf({ url })).toBe(400)
})

test.each(['TRACE', 'PROPFIND', 'CONNECT', 'SEARCH', 'get'])('the method %s is answered 405', (method) => {
  expect(refusalOf({ method, url: '/', headers: {} } as never, own)).toMatchObject({
    status: 405,
    headers: { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' },
  })
})

test('a form from our address is let in whatever the host, and one of another origin told which header says so', () => {
  const post = (headers: Record<string, string>) =>
    refusalOf({ method: 'POST', url: '/sign-in', headers } as never, own)
  expect(post({ origin: own, host: '127.0.0.1:3000' })).toBeUndefined()
  expect(post({ host: 'id.example.org' })).toBeUndefined()
  for (const origin of [
    'https://evil.example',
    'null',
    'http://id.example.org',
    `${own}:8443`,
    'nonsense',
    '',
  ]) {
    const refusal = post({ origin, host: 'id.example.org' })
    expect(refusal?.status, origin).toBe(403)
    expect(refusal?.sentence).toContain(`The header Origin is ${origin},`)
    expect(refusal?.sentence).toContain('LATCHKEY_URL')
  }
})

test.each([
  ['http://localhost:3000', 'http://127.0.0.1:3000', undefined],
  ['http://127.0.0.1:3000', 'http://[::1]:3000', undefined],
  ['http://localhost:3000', 'http://127.0.0.1:3001', 403],
  ['http://localhost:3000', 'https://127.0.0.1:3000', 403],
  ['http://localhost:3000', 'http://127.0.0.1:3000/', 403],
  ['http://localhost:3000', 'http://127.0.0.2:3000', 403],
  ['https://id.example.org', 'https://localhost', 403],
])('at %s, whose machine has several names for itself, a form from %s is answered %s', (at, from, status) => {
  const request = { method: 'POST', url: '/sign-in', headers: { origin: from } }
  expect(refusalOf(request as never, at)?.status).toBe(status)
})

test('reading, and the API, which takes no cookie, are open to pages of other origins', () => {
  const headers = { origin: 'https://evil.example' }
  expect(statusOf({ headers })).toBeUndefined()
  expect(statusOf({ method: 'POST', url: '/api/v3/core/users/', headers })).toBeUndefined()
})

test('a router state that cannot be read is answered 400', () => {
  const state = (header: string) => statusOf({ headers: { 'next-router-state-tree': header } })
  const users = '["",{"children":["directory",{"children":[["id","7","d",null],{}]}]},null,null,16]'
  for (const sent of ['["",{}]', users]) expect(state(encodeURIComponent(sent)), sent).toBeUndefined()
  for (const broken of ['', '%zz', '{', 'null', '{}', '[]', '["",{},null,null,true]', '["",{"a":1}]'])
    expect(state(broken), broken).toBe(400)
})

test('an action is not sent more than 1 MB', () => {
  const call = (bytes: number) => ({ 'next-action': 'x', 'content-length': String(bytes) })
  expect(statusOf({ method: 'POST', headers: call(1024 * 1024) })).toBeUndefined()
  expect(statusOf({ method: 'POST', headers: call(1024 * 1024 + 1) })).toBe(413)
})

test('what Next.js takes for a call of an action is known', () => {
  expect(isActionRequest({ method: 'POST', headers: { 'next-action': '' } })).toBe(true)
  for (const form of [
    'multipart/form-data',
    'Multipart/Form-Data; boundary=x',
    'multipart/form-datax; boundary=x',
  ])
    expect(isActionRequest({ method: 'POST', headers: { 'content-type': form } }), form).toBe(true)
  expect(isActionRequest({ method: 'POST', headers: {} })).toBe(false)
  expect(isActionRequest({ method: 'POST', headers: { 'content-type': 'application/json' } })).toBe(false)
  expect(isActionRequest({ method: 'GET', headers: { 'next-action': 'x' } })).toBe(false)
})
