/**
 * Stops accepting, lets running requests finish, and cuts what is left when the grace is over.
 * @param {import('node:http').Server} server
 * @param {number} graceMs
 */
export async function closeServer(server, graceMs) {
  if (!server.listening) return
  const closed = new Promise((done) => server.close(done))
  // A connection that was busy when the server closed would otherwise idle on until its keep-alive ends.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
