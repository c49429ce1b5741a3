/** What an error page knows `Unavailable` by. */
export const unavailableDigest = 'UNAVAILABLE'
