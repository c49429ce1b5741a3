import { expect, it } from 'vitest'
import { currentEntry } from './menu-data'

const menu = [
  { label: 'Directory', entries: [{ href: '/directory/users', label: 'Users', icon: null }] },
  {
    entries: [
      { href: '/settings', label: 'Settings', icon: null },
      { href: '/settings/mail', label: 'Mail', icon: null },
    ],
  },
]

it.each([
  ['/directory/users', 'Users'],
  ['/directory/users/7/sessions', 'Users'],
  ['/directory/users2', undefined],
  ['/settings/mail', 'Mail'],
  ['/settings/other', 'Settings'],
])('%s belongs to %s', (pathname, label) => {
  expect(currentEntry(menu, pathname)?.entry.label).toBe(label)
})
