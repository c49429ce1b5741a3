import { z } from 'zod'

/** One address and nothing else: no list, no display name, no quotes, no line break (next-auth's CVE-2022-35924). */
export const MailAddress = z
  .email({ error: 'Enter one address such as ada@example.org.' })
  .max(254, { error: 'An address may have at most 254 characters.' })

export type Sender = { name: string; address: string }

/** `Latchkey <latchkey@example.org>` or the address alone; undefined when it is neither. */
export function parseSender(text: string): Sender | undefined {
  const [, name = '', bracketed, bare] =
    /^(?:"?([^"<>,;:\p{Cc}]*?)"?\s*<([^<>\s]+)>|([^<>\s]+))$/u.exec(text.trim()) ?? []
  const address = MailAddress.safeParse(bracketed ?? bare)
  return address.success ? { name: name.trim(), address: address.data } : undefined
}
