import 'server-only'
import { isAboutStatement } from '@/db/database-away'
import { asUnavailable } from '@/lib/kernel/unavailable'

/**
 * The same error without the statement and its parameters, which hold password hashes and tokens: the SQLSTATE, the rule
 * that was broken and the place in the code remain.
 */
export function withoutStatement(error: unknown): unknown {
  if (!isAboutStatement(error)) return error
  const { code, constraint } = { ...error.cause } as Record<string, unknown>
  const redacted = new Error(
    `The database refused a statement (${code ?? error.cause?.name}${constraint ? `, ${constraint}` : ''}).`,
  )
  redacted.stack = `${redacted.name}: ${redacted.message}\n${places(error)}`
  return redacted
}

function places(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}

/** Next writes what a page or action throws to the console; from here on never with a statement in it. */
export function redactConsole(): void {
  for (const method of ['error', 'warn'] as const) {
    const write = console[method].bind(console)
    console[method] = (...parts: unknown[]) => {
      // Everybody who asks meanwhile would have a line of their own; it was said when it began.
      if (!parts.some((part) => asUnavailable(part))) write(...parts.map(withoutStatement))
    }
  }
}
