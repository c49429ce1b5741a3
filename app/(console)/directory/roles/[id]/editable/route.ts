import { z } from 'zod'
import { lookup } from '@/lib/doors/lookup'
import { NotFound } from '@/lib/kernel/errors'
import { getEditableRole } from '@/lib/roles/editable'
import { UserIdText } from '@/lib/users/input'

/** The role as the edit form holds it. */
export const GET = async (request: Request, { params }: RouteContext<'/directory/roles/[id]/editable'>) => {
  const { id } = await params
  const read = lookup('roles.update', z.object({}), (ctx) => {
    const parsed = UserIdText.safeParse(id)
    if (!parsed.success) throw new NotFound('The role')
    return getEditableRole(ctx, parsed.data)
  })
  return read(request)
}
