import 'server-only'
import { z } from 'zod'
import { NotFound } from '@/lib/kernel/errors'

/** Text that is not the number of a row is as unknown as one that no row has. */
export function userId({ id = '' }: { id?: string }): number {
  const parsed = /^\d+$/.test(id) ? z.int32().positive().safeParse(Number(id)) : undefined
  if (!parsed?.success) throw new NotFound('The user')
  return parsed.data
}
