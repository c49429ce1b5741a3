import { absoluteTime, relativeTime } from './time-text'

/** "3 days ago", with the exact moment on hover. `now` comes from the page so that server and browser agree. */
export function RelativeTime({ at, now, className }: { at: Date; now: Date; className?: string }) {
  return (
    <time dateTime={at.toISOString()} title={absoluteTime(at)} className={className}>
      {relativeTime(at, now)}
    </time>
  )
}

/** "4 Nov 2026, 09:12 UTC", with how far away it is on hover: for moments that are still to come. */
export function AbsoluteTime({ at, now }: { at: Date; now: Date }) {
  return (
    <time dateTime={at.toISOString()} title={relativeTime(at, now)}>
      {absoluteTime(at)}
    </time>
  )
}
