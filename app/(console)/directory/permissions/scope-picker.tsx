import { FolderPicker } from '@/app/(console)/directory/folders/folder-picker'
import { SelectField } from '@/components/form/select-field'
import { Alert } from '@/components/ui/alert'
import { withoutEffect } from '@/lib/grants/effect'
import { permissions, type ScopeKind } from '@/lib/rights/catalogue'
import type { Gift } from './gift-picker'
import { PlaceSearch } from './place-search'

/** Over what something is given; the place is still to be chosen at first. */
export type ChosenScope = { kind: ScopeKind; place?: { id: number; label: string } | undefined }

const kinds: Record<ScopeKind, string> = {
  everything: 'Everything',
  folder: 'A folder with all below it',
  members: 'The members of a group',
  user: 'One user',
  group: 'One group',
}

type ScopePickerProps = {
  gift: Gift
  scope: ChosenScope
  onChange: (scope: ChosenScope) => void
  error: string | undefined
}

/** Chooses over what: only kinds over which the giver may give this. */
export function ScopePicker({ gift, scope, onChange, error }: ScopePickerProps) {
  const { kind, place } = scope
  const useless = withoutEffect(gift.names, kind)
  return (
    <>
      <SelectField
        label="Over"
        options={gift.scopes.map((value) => ({ value, label: kinds[value] }))}
        value={kind}
        onChange={(event) => onChange({ kind: event.target.value as ScopeKind })}
        error={kind === 'everything' ? error : undefined}
      />
      {kind === 'folder' && (
        <FolderPicker
          label="Folder"
          selected={place && { id: place.id, path: place.label }}
          onSelect={({ id, path }) => onChange({ kind, place: { id, label: path } })}
          error={error}
        />
      )}
      {kind !== 'folder' && kind !== 'everything' && (
        <PlaceSearch
          key={kind}
          of={kind === 'user' ? 'users' : 'groups'}
          chosen={place}
          onChoose={(place) => onChange({ kind, place })}
          error={error}
        />
      )}
      {useless.length > 0 && (
        <Alert tone="info" title={`Without effect over ${kind === 'folder' ? 'a folder' : 'this'}`}>
          <p>{useless.map((name) => permissions[name].description).join('; ')}.</p>
        </Alert>
      )}
    </>
  )
}
