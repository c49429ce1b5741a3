import 'server-only'

const shared = globalThis as typeof globalThis & { latchkeyClosers?: (() => Promise<void>)[] }

/** Asks for work at the end of the process, after the last request; the launcher runs it, latest first. */
export function onClosing(close: () => Promise<void>): void {
  shared.latchkeyClosers ??= []
  shared.latchkeyClosers.push(close)
}
