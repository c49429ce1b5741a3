import { z } from 'zod'
import { lookup } from '@/lib/doors/lookup'
import { NotFound } from '@/lib/kernel/errors'
import { passwordForm } from '@/lib/passwords/form'
import { UserIdText } from '@/lib/users/input'

/** Whose password it is and what it must meet, for the dialog that sets it. */
export const GET = async (request: Request, { params }: RouteContext<'/directory/users/[id]/password'>) => {
  const { id } = await params
  const read = lookup('users.set_password', z.object({}), (ctx) => {
    const parsed = UserIdText.safeParse(id)
    if (!parsed.success) throw new NotFound('The user')
    return passwordForm(ctx, parsed.data)
  })
  return read(request)
}
