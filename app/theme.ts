import { cookies } from 'next/headers'
import { parseTheme, type Theme, themeCookie } from '@/components/shell/theme'

/** The theme this browser has chosen, so that the first byte is already in it. */
export async function chosenTheme(): Promise<Theme | undefined> {
  return parseTheme((await cookies()).get(themeCookie)?.value)
}
