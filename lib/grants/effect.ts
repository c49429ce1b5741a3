import { applies, type Permission, type ScopeKind } from '@/lib/rights/catalogue'

/** What of these permissions means nothing over a kind of scope: nobody creates groups in a folder. */
export function withoutEffect(names: readonly Permission[], kind: ScopeKind): Permission[] {
  return names.filter((name) => !applies(name, kind))
}
