import type { Context } from '@/lib/context'

/** Who knows a password or link besides its user: whoever chose it or was shown it, unless they run the instance. */
export function knowerIn({ actor }: Context): number | null {
  return 'userId' in actor ? actor.userId : null
}
