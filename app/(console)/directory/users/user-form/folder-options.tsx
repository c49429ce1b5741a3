import { Folder, FolderPlus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/cn'
import { isolated } from '@/lib/kernel/isolated'

type Option = { path: string; totalUsers: number; isNew: boolean }

const number = new Intl.NumberFormat('en')

/** The list below the path. The focus stays in the field, which says which option is active. */
export function FolderOptions({
  id,
  options,
  active,
  selected,
  optionId,
  onActivate,
  onChoose,
}: {
  id: string
  options: Option[]
  active: number
  selected: string
  optionId: (index: number) => string
  onActivate: (index: number) => void
  onChoose: (index: number) => void
}) {
  const activeItem = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (active >= 0) activeItem.current?.scrollIntoView({ block: 'nearest' })
  }, [active])

  return (
    <ul
      id={id}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the options of a combobox.
      role="listbox"
      aria-label="Folders"
      className="absolute inset-x-0 top-full z-10 mt-1 max-h-60 overflow-y-auto overscroll-contain rounded-lg bg-raised p-1 shadow-pop"
    >
      {options.map((option, index) => {
        const Icon = option.isNew ? FolderPlus : Folder
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
          <li
            key={`${option.isNew} ${option.path}`}
            ref={index === active ? activeItem : undefined}
            id={optionId(index)}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of a combobox.
            role="option"
            tabIndex={-1}
            aria-selected={!option.isNew && option.path === selected}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => onActivate(index)}
            onClick={() => onChoose(index)}
            className={cn(
              'flex min-h-8 cursor-default items-center gap-2.5 rounded-sm px-2 py-1 text-sm max-sm:min-h-10',
              index === active && 'bg-hover',
            )}
          >
            <Icon aria-hidden className="size-4 shrink-0 text-muted" />
            <span className="min-w-0 flex-1 break-words">
              {option.isNew ? `Create ${isolated(option.path)}` : option.path}
            </span>
            {!option.isNew && (
              <span className="shrink-0 text-muted text-xs tabular-nums">
                {number.format(option.totalUsers)} {option.totalUsers === 1 ? 'user' : 'users'}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
