import { afterEach, describe, expect, it, vi } from 'vitest'
import { matchesWords, searchAt } from './palette-data'

describe('a page is offered', () => {
  it.each([
    ['Users Directory', '', true],
    ['Users Directory', 'us', true],
    ['Users Directory', 'dir us', true],
    ['Users Directory', 'sers', false],
    ['Users Directory', 'users events', false],
    ['C++ (tools)', '(to', true],
  ])('%j for %j: %j', (text, query, expected) => {
    expect(matchesWords(text, query)).toBe(expected)
  })
})

describe('a search by address', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('escapes what was typed', async () => {
    const fetched = vi.fn(async (_url: string) => Response.json([]))
    vi.stubGlobal('fetch', fetched)
    await searchAt('/api/find')('a&b=ü %', new AbortController().signal)
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/find?q=a%26b%3D%C3%BC%20%25')
  })

  it('never takes an error for an empty answer', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ error: 'no' }, { status: 503 }))
    await expect(searchAt('/api/find')('x', new AbortController().signal)).rejects.toThrow('503')
  })
})
