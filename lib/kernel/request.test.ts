import { expect, test } from 'vitest'
import { addressKey, clientIp, isFromThisMachine, networkKey } from './request'

test('without trusted proxies the peer is the client, whatever it claims', () => {
  expect(clientIp('203.0.113.5', '1.2.3.4, 5.6.7.8', [])).toBe('203.0.113.5')
})

test('a trusted proxy is believed for the nearest address that is not one', () => {
  const trusted = ['10.0.0.0/8', '2001:db8::1']
  expect(clientIp('10.0.0.9', '6.6.6.6, 198.51.100.7, 10.1.1.1', trusted)).toBe('198.51.100.7')
  expect(clientIp('::ffff:10.0.0.9', '198.51.100.7', trusted)).toBe('198.51.100.7')
  expect(clientIp('2001:db8::1', '198.51.100.7', trusted)).toBe('198.51.100.7')
})

test('the ports that proxies add are no part of an address', () => {
  const trusted = ['10.0.0.0/8', '::1']
  expect(clientIp('10.0.0.9', '198.51.100.7:5678', trusted)).toBe('198.51.100.7')
  expect(clientIp('10.0.0.9', '[2001:db8::7]:123, 10.1.1.1:80', trusted)).toBe('2001:db8::7')
  expect(clientIp('10.0.0.9', '[2001:db8::7], [::1]:123', trusted)).toBe('2001:db8::7')
  expect(clientIp('10.0.0.9', '2001:db8::7', trusted)).toBe('2001:db8::7')
  for (const unreadable of ['198.51.100.7:', '198.51.100.7:x', '[198.51.100', '1:2', '12345'])
    expect(clientIp('10.0.0.9', unreadable, trusted), unreadable).toBe('10.0.0.9')
})

test.each([
  ['127.0.0.1', 'false', true],
  ['::1', 'false', true],
  ['::ffff:127.0.0.1', 'false', true],
  ['127.0.0.1', 'true', false],
  ['127.0.0.1', null, false],
  ['192.0.2.1', 'false', false],
  [null, 'false', false],
])('a request of the peer %s, forwarded: %s, is from this machine: %s', (peer, forwarded, expected) => {
  const headers = new Headers()
  if (peer) headers.set('x-latchkey-peer', peer)
  if (forwarded) headers.set('x-latchkey-forwarded', forwarded)
  expect(isFromThisMachine(headers)).toBe(expected)
})

test('an unreadable address ends the chain at the last one known', () => {
  expect(clientIp('10.0.0.9', 'evil', ['10.0.0.0/8'])).toBe('10.0.0.9')
  expect(clientIp(null, '1.2.3.4', ['10.0.0.0/8'])).toBeNull()
})

test('the addresses of one IPv6 network count as one, other addresses each for themselves', () => {
  expect(addressKey('2001:db8:0:1::1')).toBe(addressKey('2001:db8:0:1:ffff:ffff:ffff:ffff'))
  expect(addressKey('2001:db8:0:1::1')).not.toBe(addressKey('2001:db8:0:2::1'))
  expect(addressKey('198.51.100.7')).toBe('198.51.100.7')
  expect(addressKey(null)).toBe('unknown')
})

test('the network of an address is its IPv6 /48 or IPv4 /24', () => {
  expect(networkKey('2001:db8:7:1::1')).toBe('2001:db8:7::/48')
  expect(networkKey('2001:db8:7:ffff:ffff::1')).toBe('2001:db8:7::/48')
  expect(networkKey('2001:db8:8:1::1')).toBe('2001:db8:8::/48')
  expect(networkKey('198.51.100.7')).toBe('198.51.100.0/24')
  expect(networkKey('198.51.100.255')).toBe('198.51.100.0/24')
  expect(networkKey('198.51.101.7')).toBe('198.51.101.0/24')
  expect(networkKey(null)).toBe('unknown')
})
