import { connection } from 'next/server'
import { metricsText } from '@/lib/operator/metrics'

export async function GET(): Promise<Response> {
  await connection()
  const { contentType, body } = await metricsText()
  return new Response(body, { headers: { 'content-type': contentType } })
}
