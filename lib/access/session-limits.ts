/** NIST SP 800-63B-4, AAL2: an hour without use or a day in all ends a session. In milliseconds. */
export const idleLimitMs = 60 * 60_000
export const absoluteLimitMs = 24 * 60 * 60_000

/** How stale `last_seen_at` may grow before it is written again. */
export const touchEveryMs = 5 * 60_000
