import { z } from 'zod'
import { lookup } from '@/lib/doors/lookup'
import { getEditableGroup } from '@/lib/groups/editable'
import { GroupIdText } from '@/lib/groups/list-input'
import { NotFound } from '@/lib/kernel/errors'

/** The group as the edit form holds it. */
export const GET = async (request: Request, { params }: RouteContext<'/directory/groups/[id]/editable'>) => {
  const { id } = await params
  const read = lookup('groups.update', z.object({}), (ctx) => {
    const parsed = GroupIdText.safeParse(id)
    if (!parsed.success) throw new NotFound('The group')
    return getEditableGroup(ctx, parsed.data)
  })
  return read(request)
}
