import { rememberPreference } from './preference'
import { parseTheme, type Theme, themeCookie } from './theme'

export function themeNow(): Theme | undefined {
  return parseTheme(document.documentElement.dataset.theme)
}

/** Shows a theme at once and remembers it; none means the system's. */
export function applyTheme(theme: Theme | undefined): void {
  if (theme) document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
  rememberPreference(themeCookie, theme)
}
