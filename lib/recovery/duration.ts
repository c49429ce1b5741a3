import { z } from 'zod'
import { maxLifetime, minLifetime } from './lifetimes'

const unitMinutes = { weeks: 7 * 24 * 60, days: 24 * 60, hours: 60, minutes: 1, seconds: 1 / 60 }

/** A length of time as the wire format writes it, `days=1;hours=2`, in minutes; undefined for anything else. */
function parseDuration(text: string): number | undefined {
  let minutes = 0
  for (const part of text.split(';')) {
    const [, unit = '', count] = /^\s*(\w+)=(\d{1,9}(?:\.\d{1,9})?)\s*$/.exec(part) ?? []
    if (!isUnit(unit)) return undefined
    minutes += Number(count) * unitMinutes[unit]
  }
  return minutes
}

function isUnit(unit: string): unit is keyof typeof unitMinutes {
  return Object.hasOwn(unitMinutes, unit)
}

/** How long a recovery link is to work, on the wire. */
export const TokenDuration = z
  .string()
  .min(1)
  .max(100)
  .describe('Such as days=1 or minutes=30;hours=2; from 30 minutes to 7 days. One day when it is left out.')
  .transform((text, ctx) => {
    const minutes = parseDuration(text)
    if (minutes === undefined) {
      ctx.addIssue('Write it as days=1 or minutes=30;hours=2.')
      return z.NEVER
    }
    if (minutes < minLifetime || minutes > maxLifetime) {
      ctx.addIssue('A recovery link works for 30 minutes to 7 days.')
      return z.NEVER
    }
    return Math.round(minutes)
  })
