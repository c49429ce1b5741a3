import 'server-only'
import { randomUUID } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { RequestInfo } from './context'
import { env } from './env'

/** Set by our own server from the socket, after removing what a client sent under this name. */
export const peerHeader = 'x-latchkey-peer'
/** Set by our own server too: whether a proxy says that it passes on what somebody else asked. */
const forwardedHeader = 'x-latchkey-forwarded'

export function requestInfo(headers: Headers): RequestInfo {
  return {
    id: randomUUID(),
    ip: clientIp(headers.get(peerHeader), headers.get('x-forwarded-for'), env().TRUSTED_PROXIES),
    userAgent: headers.get('user-agent')?.slice(0, 500) ?? null,
    deviceTokens: cookieOf(headers, deviceCookieName()),
  }
}

/** The cookie by which a browser is known on which somebody signed in before. */
export function deviceCookieName(): string {
  return env().LATCHKEY_URL.startsWith('https:') ? '__Host-latchkey.device' : 'latchkey.device'
}

function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** Whether it came from this machine and through no proxy that says so, as our own server saw it. */
export function isFromThisMachine(headers: Headers): boolean {
  if (headers.get(forwardedHeader) !== 'false') return false
  return parse(headers.get(peerHeader) ?? '')?.range() === 'loopback'
}

/** The nearest address that is no trusted proxy, reading X-Forwarded-For from the right; the peer itself unless it is one. */
export function clientIp(peer: string | null, forwardedFor: string | null, trusted: string[]): string | null {
  const chain = [...(forwardedFor ?? '').split(',').map((part) => part.trim()), peer ?? ''].map(parse)
  let client: string | null = null
  for (const address of chain.reverse()) {
    if (!address) return client
    client = address.toString()
    if (!trusted.some((range) => isWithin(address, range))) return client
  }
  return client
}

/**
 * What tries are counted by: one subscriber has a whole IPv6 network of 64 bits, so every address of it counts as one.
 */
export function addressKey(ip: string | null): string {
  const address = ip === null ? undefined : parse(ip)
  if (!(address instanceof ipaddr.IPv6)) return ip ?? 'unknown'
  const network = address.parts.slice(0, 4).map((part) => part.toString(16))
  return `${network.join(':')}::/64`
}

/** The network around an address, of which one stranger may have the whole: the IPv6 /48 or the IPv4 /24. */
export function networkKey(ip: string | null): string {
  const address = ip === null ? undefined : parse(ip)
  if (!address) return ip ?? 'unknown'
  return address instanceof ipaddr.IPv6
    ? `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/48`)}/48`
    : `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/24`)}/24`
}

/** An address, also with the port that some proxies add: 192.0.2.1:5678, [2001:db8::1]:5678. */
function parse(text: string) {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\]|(\d+(?:\.\d+){3}))(?::\d{1,5})?$/.exec(text) ?? []
  // Not the short spellings of IPv4, by which a number is an address.
  const address = bracketed ?? dotted ?? (text.includes(':') ? text : '')
  return ipaddr.isValid(address) ? ipaddr.process(address) : undefined
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, range: string): boolean {
  const [network, bits] = range.includes('/') ? ipaddr.parseCIDR(range) : wholeAddress(range)
  return address.kind() === network.kind() && address.match(network, bits)
}

function wholeAddress(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
