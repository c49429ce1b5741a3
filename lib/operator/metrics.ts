import 'server-only'
import { collectDefaultMetrics, register } from 'prom-client'

/** The figures of this process in Prometheus text form; the launcher adds those of the HTTP server. */
export async function metricsText(): Promise<{ contentType: string; body: string }> {
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics()
  return { contentType: register.contentType, body: await register.metrics() }
}
