import { expect, test } from 'vitest'
import { isSentByOwnPage, isSentFromElsewhere } from './own-pages'

const own = 'http://localhost:3000'

test.each([
  [{ origin: own, 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: own }, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: own, 'sec-fetch-site': 'same-site' }, false],
  [{ origin: own, 'sec-fetch-site': 'cross-site' }, false],
  [{ origin: own, 'sec-fetch-site': 'none' }, false],
  [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
  [{ origin: 'https://localhost:3000' }, false],
  [{ origin: `${own}.evil.example` }, false],
  [{ host: 'localhost:3000' }, false],
])('a POST with %j was sent by a page of ours: %s', (headers, expected) => {
  expect(isSentByOwnPage(new Headers(headers as Record<string, string>))).toBe(expected)
})

test.each([
  ['cross-site', true],
  ['same-site', true],
  ['same-origin', false],
  ['none', false],
])('a GET with Sec-Fetch-Site %s was sent by another page: %s', (site, expected) => {
  expect(isSentFromElsewhere(new Headers({ 'sec-fetch-site': site }))).toBe(expected)
})
