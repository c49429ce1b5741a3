export const menuCookie = 'latchkey-menu'
export type MenuState = 'open' | 'closed' | 'auto'

/** Whether the menu is wide, a rail, or left to the width of the window. */
export function parseMenuState(value: string | undefined): MenuState {
  return value === 'open' || value === 'closed' ? value : 'auto'
}
