import { Histogram } from 'prom-client'

// On prom-client's own registry, which the /metrics route prints.
const duration = new Histogram({
  name: 'latchkey_http_request_duration_seconds',
  help: 'Time from the request to the end of the response.',
  labelNames: ['method', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
})

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** @param {import('node:http').IncomingMessage} req @param {import('node:http').ServerResponse} res */
export function countRequest(req, res) {
  const started = performance.now()
  const method = methods.has(req.method ?? '') ? (req.method ?? '') : 'other'
  res.once('close', () => {
    duration.observe(
      { method, status: `${Math.floor(res.statusCode / 100)}xx` },
      (performance.now() - started) / 1000,
    )
  })
}
