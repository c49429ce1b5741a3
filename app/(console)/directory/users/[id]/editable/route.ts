import { z } from 'zod'
import { lookup } from '@/lib/doors/lookup'
import { NotFound } from '@/lib/kernel/errors'
import { getEditableUser } from '@/lib/users/editable'
import { UserIdText } from '@/lib/users/input'

/** The user as the edit form holds it. */
export const GET = async (request: Request, { params }: RouteContext<'/directory/users/[id]/editable'>) => {
  const { id } = await params
  const read = lookup('users.update', z.object({}), (ctx) => {
    const parsed = UserIdText.safeParse(id)
    if (!parsed.success) throw new NotFound('The user')
    return getEditableUser(ctx, parsed.data)
  })
  return read(request)
}
