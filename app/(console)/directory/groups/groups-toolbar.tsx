import { cn } from '@/components/cn'
import { Button, buttonClass } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { type GroupsView, groupsHref, groupsPath } from './list-href'

const looks = [
  { view: 'flat', label: 'List' },
  { view: 'tree', label: 'Tree' },
] as const

/** Search and the switch between list and tree: a plain form and links. */
export function GroupsToolbar({ view }: { view: GroupsView }) {
  return (
    <>
      <form action={groupsPath} className="flex min-w-48 flex-1 gap-2 lg:max-w-96">
        {view.size !== 50 && <input type="hidden" name="size" value={view.size} />}
        {view.parent !== undefined && <input type="hidden" name="parent" value={view.parent} />}
        <SearchInput
          name="q"
          aria-label="Search groups"
          placeholder="Search groups"
          maxLength={200}
          defaultValue={view.q}
          key={view.q}
          className="flex-1"
        />
        <Button type="submit">Search</Button>
      </form>
      <nav aria-label="How groups are shown" className="flex rounded-md bg-hover p-0.5">
        {looks.map(({ view: look, label }) => (
          <a
            key={look}
            href={groupsHref(view, { view: look, q: '', parent: undefined, open: [] })}
            aria-current={look === view.view ? 'true' : undefined}
            className={cn(
              'grid h-7 place-items-center rounded-sm px-3 text-sm no-underline max-sm:h-9',
              look === view.view ? 'bg-surface font-medium text-ink shadow-xs' : 'text-muted hover:text-ink',
            )}
          >
            {label}
          </a>
        ))}
      </nav>
      {view.parent !== undefined && (
        <a href={groupsHref(view, { parent: undefined })} className={buttonClass({ variant: 'ghost' })}>
          All groups
        </a>
      )}
    </>
  )
}
