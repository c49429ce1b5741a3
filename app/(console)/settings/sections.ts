import type { Permission } from '@/lib/rights/catalogue'

type Section = { href: string; label: string; permissions: Permission[] }

/** The pages of the settings, in the order of their tabs. */
export const settingsSections: Section[] = [
  { href: '/settings/passwords', label: 'Passwords', permissions: ['settings.read'] },
  { href: '/settings/mail', label: 'Mail', permissions: ['mail.read'] },
]
