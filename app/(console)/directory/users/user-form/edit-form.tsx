import { useEffect, useState } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { formatAttributes } from '@/lib/users/attributes-text'
import type { EditableUser } from '@/lib/users/editable'
import type { UserFormOutput, UserFormValues } from '@/lib/users/form-input'
import { readAnswer } from '../../../read-answer'
import { updateUserAction } from './actions'
import { ConflictChoice } from './conflict-choice'
import { UserFields } from './fields'
import { type Choices, type Difference, differences, type Fields, fieldsOf, merged } from './merge'
import { useUserForm } from './use-user-form'

type EditFormProps = {
  user: EditableUser
  onDirty: (dirty: boolean) => void
  onCancel: () => void
  onSaved: () => void
}

/** What was met when saving: the form's fields, the user as it is now, and where the two part. */
type Overtaken = { mine: Fields; theirs: EditableUser; found: Difference[] }

export function EditForm({ user, onDirty, onCancel, onSaved }: EditFormProps) {
  const [base, setBase] = useState(user)
  const [overtaken, setOvertaken] = useState<Overtaken>()
  const { form, pending, submit, summary } = useUserForm(valuesOf(user))
  const { isDirty } = form.formState

  useEffect(() => onDirty(isDirty), [isDirty, onDirty])
  useEffect(() => form.setFocus('username'), [form])

  const save = (against: EditableUser) =>
    submit((input) => updateUserAction({ ...input, id: user.id, version: against.version }), {
      done({ username, version }) {
        if (version === against.version) toast.info(`User ${username} is as it was`)
        else toast.success(`User ${username} updated`)
        onSaved()
      },
      overtaken: (input) => compare(input, against),
    })

  async function compare(input: UserFormOutput, against: EditableUser) {
    const theirs = await readAnswer<EditableUser>(`/directory/users/${user.id}/editable`)
    const mine = fieldsOf(input, against)
    const found = differences(against, mine, theirs)
    if (found.length === 0) saveMerged({ mine, theirs }, new Map())
    else setOvertaken({ mine, theirs, found })
  }

  function saveMerged({ mine, theirs }: Omit<Overtaken, 'found'>, choices: Choices) {
    const { format } = form.getValues('attributes')
    const values = valuesOf(merged(mine, theirs, choices), format)
    const createFolder = form.getValues('createFolder') ?? false
    form.reset({ ...values, createFolder }, { keepDefaultValues: true })
    setBase(theirs)
    setOvertaken(undefined)
    save(theirs)()
  }

  if (overtaken) {
    return (
      <ConflictChoice
        username={user.username}
        differences={overtaken.found}
        onBack={() => setOvertaken(undefined)}
        onChoose={(choices) => saveMerged(overtaken, choices)}
      />
    )
  }
  return (
    <form onSubmit={save(base)} noValidate>
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary {...summary} />
        <UserFields form={form} isSelf={user.isSelf} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton pending={pending}>Save</SubmitButton>
      </DialogFooter>
    </form>
  )
}

function valuesOf(user: Fields, format: UserFormValues['attributes']['format'] = 'yaml'): UserFormValues {
  const { username, path, name, email, isActive, type, attributes } = user
  return {
    username,
    path,
    name,
    email: email ?? '',
    isActive,
    type: type === 'internal' || type === 'external' ? type : undefined,
    attributes: { text: formatAttributes(attributes, format), format },
    createFolder: false,
  }
}
