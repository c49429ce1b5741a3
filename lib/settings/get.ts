import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import type { Settings, SettingsSection } from './input'
import { readSettings } from './read'

/** One section of the settings, for whoever may see them. */
export async function getSettings<Section extends SettingsSection>(
  ctx: Context,
  section: Section,
): Promise<Settings<Section>> {
  await requirePermission(ctx, 'settings.read')
  return readSettings(ctx, section)
}
