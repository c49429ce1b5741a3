export type SmtpServer = {
  host: string
  port: number
  /** TLS from the first byte. Otherwise STARTTLS is used when offered, and with `requireTls` demanded. */
  isSecure: boolean
  requireTls: boolean
  rejectUnauthorized: boolean
  credentials?: { user: string; pass: string }
}

const switches = ['requireTLS', 'tls.rejectUnauthorized']

/** Reads SMTP_URL; undefined when it is not one, or holds an option that would be ignored. */
export function parseSmtpUrl(text: string): SmtpServer | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const user = decoded(url.username)
  const pass = decoded(url.password)
  if (!/^smtps?:$/.test(url.protocol) || !url.hostname || url.hash) return undefined
  if (url.pathname !== '' && url.pathname !== '/') return undefined
  const options = [...url.searchParams]
  if (options.some(([name, value]) => !switches.includes(name) || !/^(true|false)$/.test(value)))
    return undefined
  if (user === undefined || pass === undefined || (pass && !user)) return undefined
  const isSecure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 465 : 587),
    isSecure,
    requireTls: url.searchParams.get('requireTLS') === 'true',
    rejectUnauthorized: url.searchParams.get('tls.rejectUnauthorized') !== 'false',
    ...(user && { credentials: { user, pass } }),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
