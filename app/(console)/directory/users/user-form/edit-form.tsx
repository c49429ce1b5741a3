import { useEffect, useState } from 'react'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { readLookup } from '@/components/client/read-lookup'
import { useUnsaved } from '@/components/client/use-unsaved'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { formatAttributes } from '@/lib/kernel/attributes-text'
import { isolated } from '@/lib/kernel/isolated'
import type { EditableUser } from '@/lib/users/editable'
import type { UserFormOutput, UserFormValues } from '@/lib/users/form-input'
import { ConflictChoice } from '../../../conflict/conflict-choice'
import { useConflict } from '../../../conflict/use-conflict'
import { afterActivation } from '../acts/act'
import { updateUserAction } from './actions'
import { DeactivationReview, type Reviewed } from './deactivation-review'
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
  const [review, setReview] = useState<{ input: UserFormOutput; against: EditableUser }>()
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

  const saved = (against: EditableUser, { username, version }: { username: string; version: number }) => {
    const description = activityText(against.isActive, form.getValues('isActive'))
    if (version === against.version) toast.info(`User ${isolated(username)} is as it was`)
    else toast.success(`User ${isolated(username)} updated`, description ? { description } : {})
    onSaved()
  }

  const save = (against: EditableUser, reviewed?: Reviewed) =>
    submit((input) => updateUserAction({ ...changeOf(input, against), ...reviewed }), {
      done: (result) => saved(against, result),
      overtaken: (input) => overtaken(() => fieldsOf(input, against), against),
      detour(input) {
        const isReviewed = reviewed || !against.isActive || input.isActive
        if (!isReviewed) setReview({ input, against })
        return !isReviewed
      },
    })

  if (choice) return <ConflictChoice changed={user.username} {...choice} />
  return (
    <>
      <Form pending={pending} dirty={isDirty} onSubmit={() => save(base)()}>
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary {...summary} />
          <UserFields
            form={form}
            isSelf={user.isSelf}
            mayRename={user.mayRename}
            mayDeactivate={user.mayDeactivate}
          />
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={pending}>Save</SubmitButton>
        </DialogFooter>
      </Form>
      {review && (
        <DeactivationReview
          userId={user.id}
          apply={(reviewed) => updateUserAction({ ...changeOf(review.input, review.against), ...reviewed })}
          onDone={(result) => saved(review.against, result)}
          onOther={(reviewed) => {
            setReview(undefined)
            save(review.against, reviewed)()
          }}
          onClose={() => setReview(undefined)}
        />
      )}
    </>
  )
}

/** What is asked for: whether somebody is in service only where that changes. */
function changeOf(input: UserFormOutput, { id, version, isActive }: EditableUser) {
  return { ...input, id, version, isActive: input.isActive === isActive ? undefined : input.isActive }
}

function activityText(before: boolean, after: boolean): string | undefined {
  if (before === after) return undefined
  return after ? `Activated. ${afterActivation}` : 'Deactivated'
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
