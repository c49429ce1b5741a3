import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, register } from 'prom-client'
import { env } from '@/lib/kernel/env'
import { isFromThisMachine } from '@/lib/kernel/request'

/** The figures of this process in Prometheus text form; the launcher adds those of the HTTP server. */
export async function metricsText(): Promise<{ contentType: string; body: string }> {
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics()
  return { contentType: register.contentType, body: await register.metrics() }
}

/**
 * Why the figures are not shown: with LATCHKEY_METRICS_TOKEN to nobody without it, else to nobody but this machine itself.
 * Undefined for whoever may read them.
 */
export function metricsRefusal(headers: Headers): { status: 401 | 403; sentence: string } | undefined {
  const token = env().LATCHKEY_METRICS_TOKEN
  if (token === undefined) {
    return isFromThisMachine(headers)
      ? undefined
      : {
          status: 403,
          sentence: 'Set LATCHKEY_METRICS_TOKEN to read this from another machine or through a proxy.',
        }
  }
  const given = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? ''
  // Of one length, and compared in constant time.
  return timingSafeEqual(digest(given), digest(token))
    ? undefined
    : { status: 401, sentence: 'Send LATCHKEY_METRICS_TOKEN as Authorization: Bearer <token>.' }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
