import { useEffect, useState } from 'react'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { readLookup } from '@/components/client/read-lookup'
import { useUnsaved } from '@/components/client/use-unsaved'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { isolated } from '@/lib/isolated'
import { formatAttributes } from '@/lib/users/attributes-text'
import type { EditableUser } from '@/lib/users/editable'
import type { UserFormOutput, UserFormValues } from '@/lib/users/form-input'
import { ConflictChoice } from '../../../conflict/conflict-choice'
import { useConflict } from '../../../conflict/use-conflict'
import { updateUserAction } from './actions'
import { UserFields } from './fields'
import { labels } from './labels'
import { useUserForm } from './use-user-form'

type EditFormProps = {
  user: EditableUser
  onSaved: () => void
}

type Fields = Pick<EditableUser, keyof typeof labels>

export function EditForm({ user, onSaved }: EditFormProps) {
  const [base, setBase] = useState(user)
  const { form, pending, submit, summary } = useUserForm(valuesOf(user))
  const { isDirty } = form.formState
  const { choice, overtaken } = useConflict<Fields, EditableUser>({
    labels,
    fieldsOf: (stored) => stored,
    read: () => readLookup<EditableUser>(`/directory/users/${user.id}/editable`),
    save(fields, stored) {
      const { format } = form.getValues('attributes')
      const [createFolder = false, currentPassword] = form.getValues(['createFolder', 'currentPassword'])
      const typed = { createFolder, currentPassword }
      form.reset({ ...valuesOf(fields, format), ...typed }, { keepDefaultValues: true })
      setBase(stored)
      save(stored)()
    },
  })

  useUnsaved(isDirty, pending)
  useEffect(() => form.setFocus(user.mayRename ? 'username' : 'name'), [form, user.mayRename])

  const save = (against: EditableUser) =>
    submit((input) => updateUserAction({ ...input, id: user.id, version: against.version }), {
      done({ username, version }) {
        if (version === against.version) toast.info(`User ${isolated(username)} is as it was`)
        else toast.success(`User ${isolated(username)} updated`)
        onSaved()
      },
      overtaken: (input) => overtaken(() => fieldsOf(input, against), against),
    })

  if (choice) return <ConflictChoice changed={user.username} {...choice} />
  return (
    <Form pending={pending} dirty={isDirty} onSubmit={() => save(base)()}>
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary {...summary} />
        <UserFields form={form} isSelf={user.isSelf} mayRename={user.mayRename} />
      </DialogBody>
      <DialogFooter>
        <CancelButton />
        <SubmitButton pending={pending}>Save</SubmitButton>
      </DialogFooter>
    </Form>
  )
}

/** What the form would store, in the shape of a user. */
function fieldsOf(input: UserFormOutput, user: Fields): Fields {
  const { username, name, email, path, isActive, attributes } = input
  return { username, name, email, path, isActive, attributes, type: input.type ?? user.type }
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
    currentPassword: '',
  }
}
