import { useId, useState } from 'react'
import { useLookup } from '@/components/client/use-lookup'
import { FieldError } from '@/components/form/field'
import { SearchedChoices } from '@/components/form/searched-choices'

type Found = { id: number; label: string; detail?: string }

type PlaceSearchProps = {
  of: 'users' | 'groups'
  chosen: { id: number; label: string } | undefined
  onChoose: (place: { id: number; label: string }) => void
  error: string | undefined
}

const texts = {
  users: { label: 'User', find: 'Find a user', url: '/directory/users/search' },
  groups: { label: 'Group', find: 'Find a group', url: '/directory/groups/search' },
}

/** Chooses one user or one group by a part of its name. */
export function PlaceSearch({ of, chosen, onChoose, error }: PlaceSearchProps) {
  const id = useId()
  const [text, setText] = useState('')
  const { label, find, url } = texts[of]
  const query = text.trim()
  const found = useLookup<Found[]>(
    query === '' ? undefined : `${url}?${new URLSearchParams({ q: query })}`,
    150,
  )
  return (
    <div>
      <SearchedChoices
        labelId={id}
        label={label}
        chosen={chosen?.label ?? 'Nothing chosen'}
        find={find}
        text={text}
        onText={setText}
      >
        {query !== '' && (
          <div
            role="radiogroup"
            aria-labelledby={id}
            className="max-h-52 overflow-y-auto border-line border-t p-1.5"
          >
            {found.data?.map((place) => (
              <label
                key={place.id}
                className="flex cursor-pointer items-start gap-2.5 rounded-sm px-1.5 py-1 text-sm hover:bg-hover"
              >
                <input
                  type="radio"
                  name={id}
                  className="mt-1 accent-accent"
                  checked={chosen?.id === place.id}
                  onChange={() => onChoose({ id: place.id, label: place.label })}
                />
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  {place.label}
                  {place.detail && <span className="block text-muted text-xs">{place.detail}</span>}
                </span>
              </label>
            ))}
            {found.data?.length === 0 && (
              <p role="status" className="break-words p-1.5 text-muted text-sm">
                Nothing found for “{query}”.
              </p>
            )}
            {found.error && (
              <p role="alert" className="p-1.5 text-danger-ink text-sm">
                {found.error}
              </p>
            )}
            {found.loading && (
              <p role="status" className="p-1.5 text-muted text-sm">
                Searching…
              </p>
            )}
          </div>
        )}
      </SearchedChoices>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}
