import 'server-only'
import perfHooks, { type EventLoopUtilization } from 'node:perf_hooks'
import type { Db } from '@/db/types'
import type { Context } from './context'
import { localContext } from './local-context'
import { asUnavailable } from './unavailable'

/** Work that waits in the database. Does one piece of it and says whether there may be more. */
export type BackgroundTask = (ctx: Context) => Promise<boolean>

const idleMs = 5000
const longestRestMs = 1000
/** A process busy for more of its time than this has others to serve. */
const busy = 0.6
const restsWhileBusy = 8
/** What a mail server that takes its time may hold up an end; whatever is cut off is taken up by its lease. */
const endMs = 5000

const shared = globalThis as typeof globalThis & { latchkeyWake?: () => void }

/** Tells this process's background work that something new waits. Others find it within seconds. */
export function wakeBackground(): void {
  shared.latchkeyWake?.()
}

/**
 * Works on each task whenever woken and every few seconds, piece by piece and beside the others, so that none waits for
 * another. After each piece it rests for as long as that took, and up to eight times as long while the process is busy, for
 * a second at most: the embedded database works in this process, and a page that waits needs the process many times. What
 * fails is logged and tried again at the next round; what a database that is away held up, without a word. The function
 * returned ends it after the pieces at hand, or after five seconds.
 */
export function startBackground(db: Db, tasks: Record<string, BackgroundTask>): () => Promise<void> {
  let isStopped = false
  const stopping = new AbortController()
  const wakers = new Map<string, () => void>()
  const wakeAll = () => {
    for (const wake of wakers.values()) wake()
  }
  shared.latchkeyWake = wakeAll
  const workOn = async (name: string, task: BackgroundTask) => {
    while (!isStopped) {
      const woken = new Promise<void>((resolve) => wakers.set(name, resolve))
      const started = performance.now()
      const isMore = await attempt(name, () => task(localContext(db, { type: 'system' }, new Date())))
      if (isStopped) return
      if (isMore) await giveWay(performance.now() - started, stopping.signal)
      else await orAfter(woken, idleMs)
    }
  }
  const working = Promise.all(Object.entries(tasks).map(([name, task]) => workOn(name, task)))
  return async () => {
    isStopped = true
    stopping.abort()
    wakeAll()
    await orAfter(working, endMs)
  }
}

/** The same task, with nothing to do for so long after each round that left nothing to do. */
export function seldom(everyMs: number, task: BackgroundTask): BackgroundTask {
  let next = 0
  return async (ctx) => {
    if (ctx.now.getTime() < next) return false
    const isMore = await task(ctx)
    if (!isMore) next = ctx.now.getTime() + everyMs
    return isMore
  }
}

async function attempt(name: string, task: () => Promise<boolean>): Promise<boolean> {
  try {
    return await task()
  } catch (error) {
    if (!asUnavailable(error)) console.error(`Background work (${name}) failed:`, error)
    return false
  }
}

async function giveWay(ms: number, end: AbortSignal): Promise<void> {
  const until = performance.now() + Math.min(ms * restsWhileBusy, longestRestMs)
  let before: EventLoopUtilization
  do {
    before = perfHooks.performance.eventLoopUtilization()
    await rest(Math.min(ms, longestRestMs), end)
  } while (!end.aborted && performance.now() < until && isBusySince(before))
}

function isBusySince(before: EventLoopUtilization): boolean {
  return perfHooks.performance.eventLoopUtilization(before).utilization > busy
}

/** The timer gives input and output a turn even when there is nothing to rest from. */
function rest(ms: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      end.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    end.addEventListener('abort', done)
  })
}

async function orAfter(woken: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([woken, elapsed])
  clearTimeout(timer)
}
