import { z } from 'zod'

/** ASVS 6.2.1 and NIST SP 800-63B-4 leave no choice below eight. */
export const shortestMinLength = 8

export const PasswordSettings = z.object({
  minLength: z.coerce
    .number({ error: 'Enter a number.' })
    .int({ error: 'Enter a whole number.' })
    .min(shortestMinLength, { error: `At least ${shortestMinLength}.` })
    .max(64, { error: 'At most 64: passwords may be that long everywhere.' })
    .default(12),
  /** Whether administrators may choose the password of others at all (ASVS 6.4.6 would rather not). */
  setByAdministrators: z.boolean().default(true),
})

/** The same as a form posts it: a switch that is off is not in it. */
export const PasswordSettingsForm = PasswordSettings.extend({
  setByAdministrators: z
    .string()
    .optional()
    .transform((on) => on !== undefined),
})

/** Everything that can be set for the instance, by section, with its defaults. */
export const settingsSections = { passwords: PasswordSettings } as const

export type SettingsSection = keyof typeof settingsSections
export type Settings<Section extends SettingsSection> = z.output<(typeof settingsSections)[Section]>
export type PasswordSettings = z.output<typeof PasswordSettings>
