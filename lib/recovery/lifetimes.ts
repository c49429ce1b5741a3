const day = 24 * 60

/** How long a recovery link works, in minutes. */
export const minLifetime = 30
export const maxLifetime = 7 * day
export const defaultLifetime = day

/** Until when a link made at this moment can work at all, extended or not. */
export function latestExpiry(createdAt: Date): Date {
  return new Date(createdAt.getTime() + maxLifetime * 60_000)
}

/** What to choose from, in minutes and in words. */
export const lifetimeChoices: [minutes: number, words: string][] = [
  [minLifetime, '30 minutes'],
  [2 * 60, '2 hours'],
  [8 * 60, '8 hours'],
  [day, '24 hours'],
  [3 * day, '3 days'],
  [maxLifetime, '7 days'],
]
