const secondsUntilNextTry = 5

// On its own: neither the application's styles nor its scripts are asked for. Colours as in app/tokens.css.
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="${secondsUntilNextTry}">
<title>Back in a moment · Latchkey</title>
<style>
:root { color-scheme: light dark }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1.5rem; box-sizing: border-box;
  font: 0.875rem/1.25rem system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  background: light-dark(oklch(0.979 0.0035 215), oklch(0.182 0.009 230)); color: light-dark(oklch(0.255 0.02 228), oklch(0.94 0.006 215)) }
main { width: 100%; max-width: 24rem; box-sizing: border-box; padding: 1.75rem 2rem; border-radius: 12px;
  border: 1px solid light-dark(oklch(0.918 0.006 215), oklch(0.298 0.012 230)); background: light-dark(oklch(1 0 0), oklch(0.212 0.0105 230)) }
h1 { margin: 0 0 0.75rem; font-size: 1.25rem; line-height: 1.625rem; font-weight: 600 }
p { margin: 0 0 1rem; color: light-dark(oklch(0.465 0.02 226), oklch(0.755 0.014 222)) }
a { display: block; padding: 0.6rem; border-radius: 6px; text-align: center; text-decoration: none; font-weight: 500;
  background: light-dark(oklch(0.475 0.083 208), oklch(0.735 0.088 204)); color: light-dark(oklch(1 0 0), oklch(0.21 0.035 215)) }
</style>
</head>
<body>
<main role="alert">
<h1>Latchkey will be back in a moment</h1>
<p>It cannot reach its database. Nothing is wrong with your account or with what you did. This page tries again by itself.</p>
<a href="">Try again</a>
</main>
</body>
</html>
`

/**
 * Answers for a page while the database is away, for people with and without scripts, and says so in the status. Whatever
 * else is asked for gets its answer from the application, which knows how to say it there.
 * @param {import('node:http').IncomingMessage} req @param {import('node:http').ServerResponse} res @returns {boolean}
 */
export function answersWhileAway(req, res) {
  const { latchkeyIsAway } = /** @type {{ latchkeyIsAway?: () => boolean }} */ (globalThis)
  if (!latchkeyIsAway?.() || !asksForPage(req)) return false
  res.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'retry-after': String(secondsUntilNextTry),
    'cache-control': 'private, no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  })
  res.end(req.method === 'HEAD' ? undefined : page)
  return true
}

/** @param {import('node:http').IncomingMessage} req */
function asksForPage({ method, url = '', headers }) {
  const isRead = method === 'GET' || method === 'HEAD'
  return (
    isRead && Boolean(headers.accept?.includes('text/html')) && !headers.rsc && !/^\/(api|_next)\//.test(url)
  )
}
