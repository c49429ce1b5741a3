import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { hasPermission } from '@/lib/rights/require'
import { getSettings } from '@/lib/settings/get'
import { SettingsPage } from '../settings-page'
import { PasswordsForm } from './passwords-form'

export const metadata: Metadata = { title: 'Password settings' }

export default async function PasswordSettingsPage() {
  const ctx = await pageContext()
  const settings = await orInterrupt(getSettings(ctx, 'passwords'))
  return (
    <SettingsPage current="/settings/passwords">
      <Card
        title="Passwords"
        description="What every new password must meet, whoever chooses it. Passwords that exist stay as they are."
        className="max-w-2xl"
      >
        <PasswordsForm settings={settings} editable={await hasPermission(ctx, 'settings.update')} />
      </Card>
    </SettingsPage>
  )
}
