import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { ListUsers } from './input'
import { listUsers } from './list'

const most = 8

/** The first few users a text finds anywhere, for the palette. Words with a colon are text here, never filters. */
export async function searchUsers(ctx: Context, text: string) {
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `"${word.replaceAll('"', '')}"`)
  const { rows } = await listUsers(ctx, ListUsers.parse({ q: words.join(' '), size: '20' }))
  return rows.slice(0, most).map(({ id, username, name, email }) => ({ id, username, name, email }))
}
