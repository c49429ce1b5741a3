import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { CheckboxField } from '@/components/form/switch-field'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { isolated } from '@/lib/kernel/isolated'
import type { UserFormOutput, UserFormValues } from '@/lib/users/form-input'
import { createUserAction } from './actions'
import { UserFields } from './fields'
import { highlightHref } from './highlight-href'
import { useUserForm } from './use-user-form'

export type CreateDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  path: string
}

export default function CreateDialog(props: CreateDialogProps) {
  // Each opening is a new form.
  const [opening, setOpening] = useState(0)
  const [wasOpen, setWasOpen] = useState(props.open)
  if (props.open !== wasOpen) {
    setWasOpen(props.open)
    if (props.open) setOpening(opening + 1)
  }
  return <CreateForm key={opening} {...props} />
}

function CreateForm({ open, onOpenChange, path }: CreateDialogProps) {
  const { form, pending, submit, summary } = useUserForm(emptyUser(path, 'internal'))
  const [another, setAnother] = useState(false)
  const [round, setRound] = useState(0)
  const router = useRouter()
  const searchParams = useSearchParams()

  function done({ id }: { id: number }, { username, path, type }: UserFormOutput) {
    toast.success(`User ${isolated(username)} created`)
    // Without scrolling: after that the router would take the focus out of the form.
    router.push(highlightHref(searchParams, { id, path }), { scroll: false })
    if (!another) return onOpenChange(false)
    form.reset(emptyUser(path, type))
    setRound(round + 1)
  }

  // Only once it is drawn anew does the form know its fields again.
  useEffect(() => {
    if (round > 0) form.setFocus('username')
  }, [round, form])

  return (
    <FormDialog open={open} onOpenChange={onOpenChange} title="Create user">
      <Form
        pending={pending}
        dirty={form.formState.isDirty}
        onSubmit={() => submit(createUserAction, { done })()}
      >
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary {...summary} />
          <UserFields form={form} />
        </DialogBody>
        <DialogFooter>
          <CheckboxField
            label="Create another"
            checked={another}
            onChange={(event) => setAnother(event.target.checked)}
            fieldClassName="mr-auto"
          />
          <CancelButton />
          <SubmitButton pending={pending}>Create</SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}

function emptyUser(path: string, type: UserFormValues['type']): UserFormValues {
  return {
    username: '',
    path,
    name: '',
    email: '',
    isActive: true,
    type,
    attributes: { text: '{}', format: 'yaml' },
    createFolder: false,
  }
}
