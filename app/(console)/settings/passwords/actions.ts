'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/action'
import { PasswordSettings } from '@/lib/settings/input'
import { updateSettings } from '@/lib/settings/update'

export const updatePasswordSettingsAction = action(
  'settings.update',
  PasswordSettings,
  async (ctx, input) => {
    await updateSettings(ctx, 'passwords', input)
    refresh()
  },
)
