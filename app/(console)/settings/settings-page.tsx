import type { ReactNode } from 'react'
import { onlyPermitted } from '@/app/menu'
import { PageHeader } from '@/components/shell/page-header'
import { Tabs } from '@/components/ui/tabs'
import { pageContext } from '@/lib/doors/page'
import { settingsSections } from './sections'

/** Header and tabs around each page of the settings. */
export async function SettingsPage({ current, children }: { current: string; children: ReactNode }) {
  const tabs = await onlyPermitted(await pageContext(), settingsSections)
  return (
    <>
      <PageHeader title="Settings" />
      <Tabs label="Settings" tabs={tabs} current={current} />
      <div className="pt-4">{children}</div>
    </>
  )
}
