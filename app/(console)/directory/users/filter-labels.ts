import { isolated } from '@/lib/kernel/isolated'
import { userTypeLabels } from '@/lib/users/list/types'

const fixed: Record<string, Record<string, string>> = {
  active: { yes: 'Active', no: 'Inactive' },
  'has-email': { yes: 'Has an email', no: 'No email' },
  type: userTypeLabels,
  'last-sign-in': { never: 'Never signed in' },
}

/** A term in words: "Not signed in for 90 days". */
export function filterLabel(name: string, value: string): string {
  const known = fixed[name]?.[value]
  if (known) return known
  const [, sign, rest = ''] = /^(>=|[<>])(.*)$/.exec(value) ?? []
  const days = /^(\d+)d$/.exec(rest)?.[1]
  if (sign === '>' && days) return `Not signed in for ${days} days`
  if (sign === '<' && days) return `Signed in within ${days} days`
  if (sign === '>=') return `Signed in since ${isolated(rest)}`
  if (sign === '<') return `Not signed in since ${isolated(rest)}`
  return `${name}:${isolated(value)}`
}
