import { unstable_rethrow } from 'next/navigation'
import { isSaidAtTheDoor } from '@/bin/launcher/said.mjs'
import type { ActionState, Sent } from '@/lib/doors/action-state'

/** Longer than any answer takes; after that a form must not stay shut. */
const patienceMs = 30_000

const unreachable = 'The server could not be reached. What you typed is still here; try again.'
const offline = 'You are offline. What you typed is still here; try again when you are connected.'
const broken = 'The server did not answer as it should. What you typed is still here; try again.'
const silent = 'The server has not answered. Look whether it was done before you try again.'

/**
 * Calls a server action: the only way to its answer. Without one, because of the network, the server or time, what went
 * wrong is the answer. An action that leads elsewhere answers "idle": its page comes by itself.
 */
export async function ask<Result>(send: () => Promise<Sent<Result>>): Promise<ActionState<Result>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<ActionState<Result>>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'failed', message: silent }), patienceMs)
  })
  try {
    return await Promise.race([send() as Promise<unknown> as Promise<ActionState<Result>>, tooLate])
  } catch (error) {
    return isLeading(error) ? { status: 'idle' } : { status: 'failed', message: reasonOf(error) }
  } finally {
    clearTimeout(timer)
  }
}

function isLeading(error: unknown): boolean {
  try {
    unstable_rethrow(error)
    return false
  } catch {
    return true
  }
}

/** Browsers say with a TypeError that a request got no answer, each in words of its own. */
function reasonOf(error: unknown): string {
  if (!navigator.onLine) return offline
  if (error instanceof Error && isSaidAtTheDoor(error.message)) return error.message
  const isLost = error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')
  return isLost ? unreachable : broken
}
