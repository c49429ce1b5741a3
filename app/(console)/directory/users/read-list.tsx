import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { Invalid, NotFound } from '@/lib/kernel/errors'
import { getUser, type User } from '@/lib/users/get'
import type { ListUsers } from '@/lib/users/list/input'
import { listUsers } from '@/lib/users/list/list'
import { sayIn } from '@/words/say'
import { readerLocale } from '@/words/words'
import { BadQuery, NoFolder } from './empty'
import type { ListView } from './list-href'

/** The list, or what stands in its place when the URL asks for something that is not there or makes no sense. */
export async function readList(ctx: Context, input: ListUsers, view: ListView) {
  try {
    return { list: await listUsers(ctx, input) }
  } catch (error) {
    if (error instanceof Invalid)
      return { trouble: <BadQuery view={view} problem={sayIn(await readerLocale(), error.wording)} /> }
    if (error instanceof NotFound) return { trouble: <NoFolder view={view} /> }
    throw error
  }
}

/** A user the URL asks for and who may be gone by now. */
export async function findUser(ctx: Context, id: number | undefined): Promise<User | undefined> {
  if (id === undefined) return undefined
  return getUser(ctx, id).catch((error) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
}
