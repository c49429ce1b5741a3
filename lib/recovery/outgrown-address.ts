import { isolated } from '@/lib/kernel/isolated'

/** Why no link is mailed, and what to do instead. */
export function outgrownAddress(username: string): string {
  return `The e-mail address of ${isolated(username)} was set by somebody who does not hold all the rights that this user holds, so no recovery link is mailed to it. Confirm the address on the page of the user, or make a link and hand it over.`
}
