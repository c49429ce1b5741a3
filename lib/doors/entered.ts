import 'server-only'

type Calls = { getStore(): { isEntered: boolean } | undefined }

/**
 * Tells our own server (bin/launcher/own-fault.mjs) that a call could be read and has come to one of our actions: what fails
 * from here on is our fault and not that of what was sent.
 */
export function enterAction(): void {
  const call = (globalThis as { latchkeyCalls?: Calls }).latchkeyCalls?.getStore()
  if (call) call.isEntered = true
}
