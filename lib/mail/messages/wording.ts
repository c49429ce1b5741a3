import { isolated } from '@/lib/kernel/isolated'

export type Addressee = { name: string; username: string }

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' })

/** "Thursday 5 November 2026 at 09:12 UTC": a mail is read whenever, so never "in 2 hours". */
export function momentInWords(at: Date): string {
  return `${moment.format(at)} UTC`
}

/** Mail programs make a link of whatever looks like one, so a name that does is left out. */
export function greeting({ name }: Addressee): string {
  const looksLikeAddress = /[^\s.]\.[^\s.]{2}|:\/\/|@/.test(name)
  return name && !looksLikeAddress && name.length <= 100 ? `Hello ${isolated(name)},` : 'Hello,'
}
