import 'server-only'
import { settings } from '@/db/schema'
import { changesBetween, recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import type { Settings, SettingsSection } from './input'
import { readSettings } from './read'

/** Sets one section as a whole. What it was and what it is now go into the event. */
export async function updateSettings<Section extends SettingsSection>(
  ctx: Context,
  section: Section,
  value: Settings<Section>,
): Promise<void> {
  await requirePermission(ctx, 'settings.update')
  await inTransaction(ctx, async (ctx) => {
    const changes = changesBetween(await readSettings(ctx, section), value)
    if (Object.keys(changes).length === 0) return
    await ctx.db
      .insert(settings)
      .values({ name: section, value, updatedAt: ctx.now })
      .onConflictDoUpdate({ target: settings.name, set: { value, updatedAt: ctx.now } })
    await recordEvent(ctx, {
      name: 'settings.changed',
      subjects: [{ type: 'settings', id: section, label: `Settings: ${section}` }],
      changes,
    })
  })
}
