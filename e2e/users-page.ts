import type { Page } from '@playwright/test'

/** The line that says how many users the list holds, when it says just this. */
export function totalOf(page: Page, text: string) {
  return page.getByRole('status').filter({ hasText: new RegExp(`^${text}$`) })
}
