import { z } from 'zod'
import { lookup } from '@/lib/doors/lookup'
import { NotFound } from '@/lib/kernel/errors'
import { recoveryForm } from '@/lib/recovery/form'
import { UserIdText } from '@/lib/users/input'

/** For whom a recovery link would be, and which one would end, for the dialogs that make one. */
export const GET = async (request: Request, { params }: RouteContext<'/directory/users/[id]/recovery'>) => {
  const { id } = await params
  const read = lookup('users.recover', z.object({}), (ctx) => {
    const parsed = UserIdText.safeParse(id)
    if (!parsed.success) throw new NotFound('The user')
    return recoveryForm(ctx, parsed.data)
  })
  return read(request)
}
