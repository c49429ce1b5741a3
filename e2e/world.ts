import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { encode } from 'next-auth/jwt'
import pg from 'pg'
import { computedNames } from '@/lib/kernel/names'
import * as schema from '../db/schema'
import { instanceSecret } from './server'

export type Person = { id: number; username: string; name: string; email: string | null }

type Fields = Partial<{
  username: string
  name: string
  email: string | null
  path: string
  type: 'internal' | 'external'
  isActive: boolean
  isAdministrator: boolean
  password: string
  attributes: Record<string, unknown>
  lastSignInAt: Date
}>

const day = 24 * 60 * 60_000

/** What tests put into the database of the running server, each under names of its own. */
export function openWorld(url = process.env.LATCHKEY_E2E_DATABASE_URL ?? '') {
  const client = new pg.Pool({ connectionString: url, max: 2 })
  // A test may stop the server under it; what asks next is told.
  client.on('error', () => {})
  const db = drizzle(client, { schema })

  async function makeFolder(path: string): Promise<{ id: number; path: string }> {
    const [found] = await db.select().from(schema.folders).where(eq(schema.folders.path, path))
    if (found) return found
    const parent = await makeFolder(path.split('/').slice(0, -1).join('/'))
    const name = path.split('/').at(-1) ?? ''
    const [made] = await db
      .insert(schema.folders)
      .values({ parentId: parent.id, name, path, createdAt: new Date() })
      .onConflictDoNothing()
      .returning()
    return made ?? makeFolder(path)
  }

  async function makeUser(fields: Fields = {}): Promise<Person> {
    const {
      username = unique('user'),
      name = '',
      email = null,
      path = 'users',
      isActive = true,
      password,
    } = fields
    const folder = await makeFolder(path)
    const now = new Date()
    const [user] = await db
      .insert(schema.users)
      .values({
        uuid: randomUUID(),
        username,
        name,
        email,
        ...computedNames({ username, name, email }),
        folderId: folder.id,
        type: fields.type ?? 'internal',
        attributes: fields.attributes ?? {},
        passwordHash: password ? await hash(password) : null,
        deactivatedAt: isActive ? null : now,
        lastSignInAt: fields.lastSignInAt ?? null,
        createdAt: now,
        updatedAt: now,
      })
      .returning({ id: schema.users.id })
    if (!user) throw new Error('no user was made')
    if (fields.isAdministrator) await makeAdministrator(user.id)
    return { id: user.id, username, name, email }
  }

  async function makeAdministrator(userId: number): Promise<void> {
    const [role] = await db.select().from(schema.roles).where(eq(schema.roles.key, 'administrator'))
    const grant = { userId, roleId: role?.id ?? 0, scope: 'everything' as const }
    await db.insert(schema.grants).values({
      ...grant,
      id: randomUUID(),
      createdAt: new Date(),
      createdBy: 'a test',
    })
  }

  async function takeGrants(userId: number): Promise<void> {
    await db.delete(schema.grants).where(eq(schema.grants.userId, userId))
  }

  /** A session as signing in makes it, and the cookie that holds it. */
  async function makeSession(person: Person) {
    const sid = randomBytes(32).toString('base64url')
    const now = new Date()
    await db.insert(schema.sessions).values({
      id: randomUUID(),
      tokenHash: createHash('sha256').update(sid).digest('base64url'),
      userId: person.id,
      createdAt: now,
      lastSeenAt: now,
      authenticatedAt: now,
      expiresAt: new Date(now.getTime() + day),
      userAgent: 'Playwright',
    })
    const name = 'latchkey.session'
    const value = await encode({ token: { sub: String(person.id), sid }, secret: instanceSecret, salt: name })
    return { name, value }
  }

  return { db, makeFolder, makeUser, makeAdministrator, takeGrants, makeSession, close: () => client.end() }
}

/** A name no other test has. */
export function unique(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`
}
