'use server'

import { refresh } from 'next/cache'
import { formAction } from '@/lib/doors/action'
import { PasswordSettingsForm } from '@/lib/settings/input'
import { updateSettings } from '@/lib/settings/update'

export const updatePasswordSettingsAction = formAction(
  'settings.update',
  PasswordSettingsForm,
  async (ctx, input) => {
    await updateSettings(ctx, 'passwords', input)
    refresh()
  },
)
