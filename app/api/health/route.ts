/** The process answers. Touches nothing else, so that a database outage does not restart it. */
export function GET(): Response {
  return Response.json({ status: 'ok' })
}
