import { expect, test } from 'vitest'
import { outsideOfIsolates } from '@/testing/isolates'
import { changeUndoneMessage } from './change-undone'
import { addressSetMessage, namesChangedMessage } from './names-changed'
import { passwordChangedMessage } from './password-changed'
import { passwordSetMessage } from './password-set'
import { recoveryMessage } from './recovery'
import { testMessage } from './test'

const at = new Date('2026-11-05T09:12:00.000Z')
const link = 'http://localhost:3000/recovery#token=abcdefghijklmnopqrstuvwxyz012345'
const undoLink = 'http://localhost:3000/undo/abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE'
const ada = { name: 'Ada Lovelace', username: 'ada' }
const recovery = (person = ada) =>
  recoveryMessage({ ...person, link, expiresAt: at, askedBy: 'administrator' })

const everyMessage = (person: typeof ada) => [
  recovery(person),
  recoveryMessage({ ...person, link, expiresAt: at, askedBy: 'self' }),
  passwordSetMessage({ ...person, at, mustChange: true }),
  passwordChangedMessage({ ...person, at, by: 'recovery' }),
  ...(['changed', 'removed', 'kept'] as const).map((address) =>
    namesChangedMessage({
      ...{ ...person, at, by: 'self', usernameBefore: person.username, address },
      link: { url: undoLink, expiresAt: at },
    }),
  ),
  namesChangedMessage({
    ...{ ...person, at, by: 'administrator', usernameBefore: undefined, address: 'changed', link: undefined },
  }),
  addressSetMessage({ ...person, at, by: 'administrator' }),
  changeUndoneMessage({ ...person, at }),
  testMessage({ at }),
]

test('HTML and text carry the same link, name, username and end', async () => {
  const { html, text } = await recovery()
  expect(html.split(`href="${link}"`)).toHaveLength(3)
  expect(text.split(link)).toHaveLength(2)
  for (const words of [/Ada Lovelace/, /Your username is.*ada/, /Thursday,? 5 November 2026 at 09:12 UTC/]) {
    expect(html).toMatch(words)
    expect(text.replace(/\s+/g, ' ')).toMatch(words)
  }
})

test('names and usernames are inert in HTML', async () => {
  const hostile = { name: '<img src=x onerror=alert(1)>', username: '"><script>alert(1)</script><a href="x' }
  for (const { html } of await Promise.all(everyMessage(hostile))) {
    expect(html).not.toMatch(/<img|<script|<a href="x/)
  }
})

test.each(['www.evil.example', 'Reset at https://evil.example', 'evil.example/x', 'pay@evil.example'])(
  'a name that mail programs would make a link of is left out: %s',
  async (name) => {
    const { html, text } = await recovery({ name, username: 'ada' })
    expect(html + text).not.toContain('evil')
    expect(text).toContain('Hello,')
  },
)

test('a name with initials is greeted', async () => {
  expect((await recovery({ name: 'Ada K. Lovelace Jr.', username: 'ada' })).text).toContain('Ada K. Lovelace')
})

test('no subject holds anything of the person, or a line break', async () => {
  const messages = await Promise.all(everyMessage({ name: 'a\r\nBcc: x@example.org', username: 'b\r\nc' }))
  for (const { subject } of messages) expect(subject).toMatch(/^[A-Za-z ]+$/)
})

test('nothing is loaded from elsewhere and no script is there', async () => {
  for (const { html } of await Promise.all(everyMessage(ada))) {
    expect(html).not.toMatch(/<script|<img|<link |src=|url\(/)
    const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => new URL(href ?? '').origin)
    expect(new Set(addresses)).toEqual(new Set(['http://localhost:3000']))
  }
})

test('names that set a direction turn nothing around them, in HTML and text', async () => {
  const turning = { name: 'Ada \u202Eecalevol\u2069\u2069\u2067\u202E', username: 'דוד' }
  const messages = await Promise.all(everyMessage(turning))
  for (const written of messages.flatMap(({ html, text }) => [html, text])) {
    expect(outsideOfIsolates(written)).not.toMatch(/[\u0590-\u05FF\u202A-\u202E\u2066-\u2069]/)
  }
  expect(messages[0]?.text).toContain('Hello \u2068Ada \u202Eecalevol\u2067\u202E\u2069\u2069,')
})
