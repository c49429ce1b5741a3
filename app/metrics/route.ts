import { metricsRefusal, metricsText } from '@/lib/doors/operator/metrics'

export async function GET(request: Request): Promise<Response> {
  const refusal = metricsRefusal(request.headers)
  if (refusal) {
    const { status, sentence } = refusal
    return new Response(`${sentence}\n`, {
      status,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      },
    })
  }
  const { contentType, body } = await metricsText()
  return new Response(body, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
}
