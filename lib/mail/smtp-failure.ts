type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number }

/** The recipient or the mail itself was refused for good. Refusing us (login, sender) is a matter of configuration. */
export function isFinal(error: unknown): boolean {
  const { responseCode = 0, command = '' } = error as SmtpError
  return responseCode >= 500 && /^(RCPT TO|DATA)$/.test(command)
}

const plainWords: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'no answer',
}

/** What OpenSSL says of a certificate whose authority it does not know, in all its ways. */
const unknownAuthority = /self-signed certificate|unable to (get local issuer|verify the first) certificate/

/** Why a conversation with a mail server failed: its own words where it said something. */
export function reason(error: unknown): string {
  const { response, code = '', message } = error as SmtpError
  if (response) return response
  if (unknownAuthority.test(message)) {
    return `the certificate of the mail server is not from a known authority (${message}); name a private one in SMTP_CA_FILE`
  }
  return plainWords[code] ?? message
}
