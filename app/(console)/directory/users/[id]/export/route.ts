import { attachment } from '@/lib/doors/attachment'
import { download } from '@/lib/doors/download'
import { NotFound } from '@/lib/kernel/errors'
import { exportUser } from '@/lib/users/export'
import { UserIdText } from '@/lib/users/input'

/** Everything held of the user, as a file. */
export const POST = async (request: Request, { params }: RouteContext<'/directory/users/[id]/export'>) => {
  const { id } = await params
  const answer = download(async (ctx) => {
    const parsed = UserIdText.safeParse(id)
    if (!parsed.success) throw new NotFound('The user')
    const { filename, pieces } = await exportUser(ctx, parsed.data)
    return attachment(filename, 'application/json; charset=utf-8', pieces)
  })
  return answer(request)
}
