/** A list in parts of at most so many: a statement takes 65,535 parameters, and whoever waits for it a while. */
export function slicesOf<T>(list: readonly T[], size = 500): T[][] {
  const count = Math.ceil(list.length / size)
  return Array.from({ length: count }, (_, n) => list.slice(n * size, (n + 1) * size))
}
