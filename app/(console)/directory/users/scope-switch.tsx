import { cn } from '@/components/cn'
import { type ListView, listHref } from './list-href'

/** Searches in the folder or in all of them; from everywhere it leads back to the folder one came from. */
export function ScopeSwitch({ view }: { view: ListView }) {
  const folder = view.folder === '' ? view.from : view.folder
  if (!folder) return null
  const everywhere = view.folder === ''
  return (
    <nav
      aria-label="Where to search"
      className="flex h-8 items-center rounded-md bg-hover p-0.5 text-sm max-sm:h-10"
    >
      <Part href={listHref(view, { folder, from: undefined })} current={!everywhere} label="In this folder" />
      <Part
        href={listHref(view, { folder: '', from: folder, subfolders: true })}
        current={everywhere}
        label="Everywhere"
      />
    </nav>
  )
}

function Part({ href, current, label }: { href: string; current: boolean; label: string }) {
  return (
    <a
      href={href}
      aria-current={current ? 'true' : undefined}
      className={cn(
        'grid h-full place-items-center rounded-[5px] px-2.5 no-underline',
        current ? 'bg-surface font-medium text-ink shadow-xs' : 'text-muted hover:text-ink',
      )}
    >
      {label}
    </a>
  )
}
