import type { SeedUser } from '@/db/seed'
import { computedNames } from '@/lib/kernel/names'
import { demoAttributes } from './attributes'
import type { DemoFolder } from './folders'
import { demoPerson } from './people'
import { draw, uuidOf } from './random'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const outsiders = /^users\/(partners|contractors|customers|suppliers|press)(\/|$)/

/** The n-th user as a row: everything but its dates is the same whatever the day. */
export function demoUser(n: number, folder: DemoFolder & { id: number }, now: Date): SeedUser {
  const { username, name, email, locale } = demoPerson(n)
  const computed = computedNames({ username, name, email })
  return {
    uuid: uuidOf(n),
    username,
    username_key: computed.usernameKey,
    name,
    name_key: computed.nameKey,
    email,
    email_key: computed.emailKey,
    search: computed.search,
    folder_id: folder.id,
    type: draw(n, 40) < (outsiders.test(folder.path) ? 0.9 : 0.07) ? 'external' : 'internal',
    attributes: demoAttributes(n, locale),
    ...dates(n, now),
  }
}

/** Most accounts are a few years old and in use; one in seven never signed in, one in seventeen is out of service. */
function dates(n: number, now: Date) {
  const created = now.getTime() - hourMs - Math.floor(draw(n, 41) ** 1.5 * 9 * 365 * dayMs)
  const left = draw(n, 42) < 0.06
  const end = left ? between(created, now.getTime(), draw(n, 43)) : now.getTime()
  const idle = Math.floor(draw(n, 44) ** 4 * 600 * dayMs)
  const signedIn = draw(n, 45) < 0.14 ? null : new Date(Math.max(end - idle, created))
  const changed = between(created, end, draw(n, 46) ** 2)
  return {
    deactivated_at: left ? new Date(end) : null,
    last_sign_in_at: signedIn,
    created_at: new Date(created),
    updated_at: new Date(left ? end : changed),
  }
}

function between(from: number, to: number, share: number): number {
  return Math.floor(from + (to - from) * share)
}
