import type { ReactNode } from 'react'
import { SearchInput } from '../ui/search-input'

type SearchedChoicesProps = {
  /** Of the element that names the choices. */
  labelId: string
  label: string
  /** What is chosen, in words. */
  chosen: string
  /** What the search field is called. */
  find: string
  text: string
  onText: (text: string) => void
  /** The list of what there is to choose. */
  children: ReactNode
}

/** Choices in a frame of their own, with a field above them that narrows the list. */
export function SearchedChoices({
  labelId,
  label,
  chosen,
  find,
  text,
  onText,
  children,
}: SearchedChoicesProps) {
  return (
    <>
      <div className="mb-1 flex items-baseline justify-between gap-3 text-sm">
        <span id={labelId} className="shrink-0 font-medium">
          {label}
        </span>
        <span className="min-w-0 truncate text-muted" role="status">
          {chosen}
        </span>
      </div>
      <div className="overflow-hidden rounded-md border border-control has-[>*:focus-visible]:border-focus">
        <div className="p-1.5">
          <SearchInput
            aria-label={find}
            placeholder={find}
            autoComplete="off"
            maxLength={255}
            value={text}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
        </div>
        {children}
      </div>
    </>
  )
}
