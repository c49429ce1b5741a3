import { connection } from 'next/server'
import { checkReadiness } from '@/lib/doors/operator/readiness'

/** The instance can serve: its database answers and is migrated. */
export async function GET(): Promise<Response> {
  await connection()
  const readiness = await checkReadiness()
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 })
}
