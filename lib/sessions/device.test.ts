import { expect, test } from 'vitest'
import { deviceName } from './device'

const windows = 'Windows NT 10.0; Win64; x64'

test.each([
  [`Mozilla/5.0 (${windows}; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Windows'],
  ['Googlebot/2.1', 'Googlebot'],
  [windows, 'Windows'],
  ['nothing that anybody knows', 'Unknown device'],
  ['', 'Unknown device'],
  [null, 'Unknown device'],
])('the device of %j is called %s', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name)
})
