import { countLimit } from '@/lib/kernel/list-input'

/** How many members a group has, in words; who sees only some counts no further than lists do. */
export function memberCount(count: number, capped = false): string {
  return capped || count === countLimit + 1
    ? `${countLimit.toLocaleString('en')}+`
    : count.toLocaleString('en')
}
