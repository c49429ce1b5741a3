import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { refusalOf } from '@/bin/launcher/gate.mjs'
import { tooHeavy } from '@/bin/launcher/said.mjs'
import { ask } from './ask'

beforeEach(() => vi.stubGlobal('navigator', { onLine: true }))
afterEach(() => vi.unstubAllGlobals())

const origin = 'https://id.example.org'
const post = (headers: Record<string, string>) =>
  refusalOf({ method: 'POST', url: '/sign-in', headers } as never, origin)?.sentence ?? ''

/** The router throws what was answered as text. */
const heard = (text: string) => ask(() => Promise.reject(new Error(text)))

test('whoever is not let in with an action is told why in the words of our own server', async () => {
  const sentences = [
    post({ origin: 'https://evil.example' }),
    post({ 'next-action': 'x', 'content-length': String(1024 * 1024 + 1) }),
    tooHeavy.sentence,
  ]
  expect(sentences).toEqual([
    expect.stringMatching(
      /^The header Origin is https:\/\/evil.example, and Latchkey only takes forms from /,
    ),
    'At most 1 MB can be sent at once.',
    'This has too many parts to be read.',
  ])
  for (const sentence of sentences)
    expect(await heard(`${sentence}\n`)).toEqual({ status: 'failed', message: `${sentence}\n` })
})

test('the words of others are not shown', async () => {
  const message = 'The server did not answer as it should. What you typed is still here; try again.'
  for (const words of ['upstream connect error', 'An unexpected response was received from the server.'])
    expect(await heard(words)).toEqual({ status: 'failed', message })
})
