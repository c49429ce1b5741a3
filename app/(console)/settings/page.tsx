import { forbidden, redirect } from 'next/navigation'
import { onlyPermitted } from '@/app/menu'
import { pageContext } from '@/lib/doors/page'
import { settingsSections } from './sections'

/** Leads to the first section this person may open. */
export default async function SettingsIndexPage() {
  const [first] = await onlyPermitted(await pageContext(), settingsSections)
  if (!first) forbidden()
  redirect(first.href)
}
