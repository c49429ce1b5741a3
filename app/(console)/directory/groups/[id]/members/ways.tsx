import { useEffect, useState } from 'react'
import { UserPicker } from '@/app/(console)/directory/groups/pickers'
import { userNoun } from '@/app/(console)/directory/nouns'
import { useLookup } from '@/components/client/use-lookup'
import { useSubmit } from '@/components/client/use-submit'
import { counted } from '@/components/count-text'
import { Field } from '@/components/form/field'
import type { Picked } from '@/components/form/lookup-picker'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/textarea'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import type { UserTotal } from '@/lib/users/list/list'
import { findUsersByNamesAction } from '../../actions'

/** Whom one of the three ways has found, and how many. */
export type Found = { selected: SelectedUsers; count: number; text: string }

type WayProps = { onFound: (found: Found | undefined) => void }

export function SearchedUsers({ onFound }: WayProps) {
  const [picked, setPicked] = useState<Picked[]>([])
  return (
    <UserPicker
      label="Users"
      hint="Type a part of a username, name or e-mail address."
      picked={picked}
      onChange={(users) => {
        setPicked(users)
        onFound(users.length > 0 ? foundIds(users.map(({ id }) => id)) : undefined)
      }}
    />
  )
}

export function PastedUsers({ onFound }: WayProps) {
  const [names, setNames] = useState('')
  const { state, pending, submit, forget, message, errorOf } = useSubmit(
    findUsersByNamesAction,
    ({ users }) => onFound(users.length > 0 ? foundIds(users.map(({ id }) => id)) : undefined),
  )
  const result = state.status === 'done' ? state.result : undefined

  return (
    <div className="flex flex-col items-start gap-3">
      <Field
        label="Usernames or e-mail addresses"
        hint="One a line, or with commas between them."
        error={errorOf('names') ?? message}
        fieldClassName="w-full"
      >
        {(aria) => (
          <Textarea
            {...aria}
            name="names"
            rows={5}
            value={names}
            onChange={(event) => {
              setNames(event.target.value)
              forget()
              onFound(undefined)
            }}
          />
        )}
      </Field>
      <Button loading={pending} onClick={() => submit({ names })}>
        Find them
      </Button>
      {result && (
        <p role="status" className="text-sm">
          {counted(result.users.length, userNoun)} found.
        </p>
      )}
      {result && result.notFound.length > 0 && (
        <Alert tone="warning" title={`Not found: ${result.notFound.length.toLocaleString('en')}`}>
          <ul className="max-h-32 overflow-y-auto">
            {result.notFound.map((name) => (
              <li key={name} className="break-words">
                {name}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  )
}

export function MatchingUsers({ onFound }: WayProps) {
  const [q, setQuery] = useState('')
  const asked = q.trim()
  const address = `/directory/groups/matching?${new URLSearchParams({ q: asked })}`
  const { data, error } = useLookup<UserTotal>(asked === '' ? undefined : address, 300)

  useEffect(() => {
    if (!data) return onFound(undefined)
    const text = data.capped ? `${data.count.toLocaleString('en')}+ users` : counted(data.count, userNoun)
    onFound({
      selected: { matching: { folder: '', subfolders: true, q: asked } },
      count: data.count,
      text,
    })
  }, [data, asked, onFound])

  return (
    <div className="flex flex-col gap-1">
      <TextField
        label="Filter"
        name="filter"
        autoComplete="off"
        hint="As in the users list: words, or terms such as active:yes and type:external."
        maxLength={500}
        value={q}
        onChange={(event) => setQuery(event.target.value)}
        error={error}
      />
      {data && (
        <p role="status" className="text-sm">
          {data.capped ? `${data.count.toLocaleString('en')}+ users` : counted(data.count, userNoun)} match.
          {data.count > 1000 && ' They are added in the background.'}
        </p>
      )}
    </div>
  )
}

function foundIds(ids: number[]): Found {
  return { selected: { ids }, count: ids.length, text: counted(ids.length, userNoun) }
}
