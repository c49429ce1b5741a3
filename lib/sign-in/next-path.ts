/** Where to go after signing in: a path of ours, or the fallback. Parsed as a browser would, never matched by prefix. */
export function nextPath(next: string | undefined, origin: string, fallback: string): string {
  if (!next?.startsWith('/')) return fallback
  try {
    const url = new URL(next, origin)
    return url.origin === origin && !url.pathname.startsWith('//')
      ? url.pathname + url.search + url.hash
      : fallback
  } catch {
    return fallback
  }
}
