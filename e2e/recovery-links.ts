import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { recoveryLinks } from '../db/schema'
import type { openWorld, Person } from './world'

type World = ReturnType<typeof openWorld>
type Fields = Partial<Omit<typeof recoveryLinks.$inferInsert, 'id' | 'tokenHash' | 'userId'>>

const hour = 60 * 60_000

/** The path of a recovery link that was made an hour ago and is good for a day, unless told otherwise. */
export async function makeLink({ db }: World, person: Person, fields: Fields = {}): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.insert(recoveryLinks).values({
    id: randomUUID(),
    tokenHash: createHash('sha256').update(token).digest('base64url'),
    userId: person.id,
    createdAt: new Date(Date.now() - hour),
    createdBy: 'root',
    expiresAt: new Date(Date.now() + 23 * hour),
    ...fields,
  })
  return `/recovery/${token}`
}

/** Posts the first form of a page as a browser without scripts does, and does not follow where it leads. */
export async function postForm(request: APIRequestContext, path: string, fields: Record<string, string>) {
  const page = await (await request.get(path)).text()
  const form = /<form[\s\S]*?<\/form>/.exec(page)?.[0] ?? ''
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)]
  const given = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, unescapeHtml(value)]))
  return request.post(path, { multipart: { ...given, ...fields }, maxRedirects: 0 })
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
}
