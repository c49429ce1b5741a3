import type { UserTotal } from '@/lib/users/list/list'

const number = new Intl.NumberFormat('en')

/** "1,204", or "10,000+" beyond what lists count. */
export function countText({ count, capped }: UserTotal): string {
  return capped ? `${number.format(count)}+` : number.format(count)
}

/** "1 user", "1,204 users". */
export function usersText(total: UserTotal): string {
  return `${countText(total)} ${total.count === 1 && !total.capped ? 'user' : 'users'}`
}
