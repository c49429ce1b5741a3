import type { ClientConfig } from 'pg'

/**
 * What a DATABASE_URL asks for. `sslmode` means what it means to psql. `?prepare=false` is for a pooler that does not know
 * prepared statements. Compiling just in time is off: statements run for a few milliseconds, and PostgreSQL would spend
 * 100 on one whose cost it overestimates, as it does for tables it has not analyzed yet.
 */
export function connectionConfig(databaseUrl: string): { config: ClientConfig; isPreparing: boolean } {
  const url = new URL(databaseUrl)
  const isPreparing = url.searchParams.get('prepare') !== 'false'
  url.searchParams.delete('prepare')
  url.searchParams.set('options', ['-c jit=off', url.searchParams.get('options')].filter(Boolean).join(' '))
  if (url.searchParams.has('sslmode')) url.searchParams.set('uselibpqcompat', 'true')
  return { config: { connectionString: url.href, fallback_application_name: 'latchkey' }, isPreparing }
}
