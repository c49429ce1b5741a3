import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Isolated } from '@/components/ui/isolated'
import { AbsoluteTime } from '@/components/ui/relative-time'
import { pageContext } from '@/lib/doors/page'
import { permissions } from '@/lib/rights/catalogue'
import { hasPermission } from '@/lib/rights/require'
import type { Step, Way } from '@/lib/why/explain-types'

const link = 'text-accent-ink no-underline hover:underline'

/** Ways from somebody to what they may do, each read from left to right. */
export async function WayList({ ways, now, label }: { ways: Way[]; now: Date; label: string }) {
  const canOpenRoles = await hasPermission(await pageContext(), 'roles.read')
  return (
    <ul aria-label={label} className="flex flex-col gap-2">
      {ways.map((way) => (
        <li key={JSON.stringify(way)} className="rounded-md border border-line-soft bg-sunken px-3 py-2">
          <WayPath way={way} now={now} canOpenRoles={canOpenRoles} />
        </li>
      ))}
    </ul>
  )
}

function WayPath({ way, now, canOpenRoles }: { way: Way; now: Date; canOpenRoles: boolean }) {
  return (
    <ol className="flex flex-wrap items-end gap-x-2 gap-y-1.5 text-sm max-sm:flex-col max-sm:items-start">
      {way.steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a way is shown as it is and never rearranged.
        <li key={index} className="flex min-w-0 items-end gap-2 max-sm:first:pl-6">
          {index > 0 && <ArrowRight aria-hidden className="mb-0.5 size-4 shrink-0 text-faint" />}
          <span className="flex min-w-0 flex-col">
            <span className="text-faint text-xs">{kindText(step, way.steps[index - 1])}</span>
            <span className="[overflow-wrap:anywhere]">
              <StepName step={step} canOpenRoles={canOpenRoles} />
              {step.kind === 'group' && step.until && (
                <span className="text-muted">
                  {' '}
                  until <AbsoluteTime at={step.until} now={now} />
                </span>
              )}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

function kindText(step: Step, before: Step | undefined): string {
  switch (step.kind) {
    case 'user':
      return 'User'
    case 'group':
      return before?.kind === 'group' ? 'Parent group' : 'Group'
    case 'role':
      return 'Role'
    case 'permission':
      return before?.kind === 'permission' ? 'Comes with it' : 'Permission'
    case 'scope':
      return scopeTexts[step.scope]
  }
}

const scopeTexts = {
  everything: 'Over',
  folder: 'Over a folder with all below it',
  members: 'Over the members of',
  user: 'Over one user',
  group: 'Over one group',
}

function StepName({ step, canOpenRoles }: { step: Step; canOpenRoles: boolean }): ReactNode {
  if (step.kind === 'permission') return permissions[step.permission].description
  const href = step.kind === 'role' && !canOpenRoles ? undefined : hrefOf(step)
  if (href) {
    return (
      <a href={href} className={link}>
        <Isolated>{step.label}</Isolated>
      </a>
    )
  }
  const isUnseen = step.id === null && !(step.kind === 'scope' && step.scope === 'everything')
  return (
    <span className={isUnseen ? 'text-muted italic' : undefined}>
      <Isolated>{step.label}</Isolated>
    </span>
  )
}

function hrefOf(step: Exclude<Step, { kind: 'permission' }>): string | undefined {
  if (step.id === null) return undefined
  if (step.kind === 'role') return `/directory/roles/${step.id}`
  if (step.kind === 'user') return `/directory/users/${step.id}`
  if (step.kind === 'group') return `/directory/groups/${step.id}`
  if (step.scope === 'user') return `/directory/users/${step.id}`
  if (step.path === undefined) return `/directory/groups/${step.id}`
  return `/directory/users?${new URLSearchParams({ folder: step.path })}`
}
