/**
 * Goes on when nobody reads what is printed any more, such as a logger at the end of a pipe that died: the rest is dropped.
 * Unheard, that error is itself printed as an uncaught one, which fails again, without end and at the cost of everybody.
 */
export function outliveReaders() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
