'use client'

import { LookupPicker, type Picked } from '../../../../components/form/lookup-picker'

type PickerProps = {
  label: string
  hint?: string
  picked: Picked[]
  onChange: (picked: Picked[]) => void
  except?: number
  error?: string | undefined
}

/** Picks groups: any that may be seen, or those whose members one may change. */
export function GroupPicker({ purpose, ...props }: PickerProps & { purpose: 'read' | 'members' }) {
  return (
    <LookupPicker
      {...props}
      name="groups"
      url={(q) => `/directory/groups/search?${new URLSearchParams({ q, for: purpose })}`}
    />
  )
}

export function UserPicker(props: PickerProps) {
  return (
    <LookupPicker
      {...props}
      name="users"
      url={(q) => `/directory/users/search?${new URLSearchParams({ q })}`}
    />
  )
}
