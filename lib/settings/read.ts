import 'server-only'
import { eq } from 'drizzle-orm'
import { settings } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { type Settings, type SettingsSection, settingsSections } from './input'

/** What is set in one section, defaults included. For rules to ask; showing it to somebody is `getSettings`. */
export async function readSettings<Section extends SettingsSection>(
  ctx: Context,
  section: Section,
): Promise<Settings<Section>> {
  const [row] = await ctx.db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.name, section))
  return settingsSections[section].parse(row?.value ?? {})
}
