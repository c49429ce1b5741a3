import { z } from 'zod'
import { getProgress } from '@/lib/acts/jobs/get'
import { lookup } from '@/lib/doors/lookup'

/** How far the job is. */
export const GET = async (request: Request, { params }: RouteContext<'/jobs/[id]/progress'>) => {
  const { id } = await params
  return lookup('signed-in', z.object({}), (ctx) => getProgress(ctx, id))(request)
}
