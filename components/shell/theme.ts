export const themeCookie = 'latchkey-theme'
export type Theme = 'light' | 'dark'

/** The theme a cookie asks for; anything else follows the system. */
export function parseTheme(value: string | undefined): Theme | undefined {
  return value === 'light' || value === 'dark' ? value : undefined
}
