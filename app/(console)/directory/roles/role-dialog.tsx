import { useState } from 'react'
import { useSubmit } from '@/components/folders/use-submit'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { PermissionChecklist } from '@/components/permissions/permission-checklist'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { type ActionState, answerOf, fieldError, messageOf } from '@/lib/action-state'
import type { Permission } from '@/lib/permissions/catalogue'
import { FormDialog } from '../users/user-form/form-dialog'

type Fields = { name: string; description: string; permissions: Permission[] }

type RoleDialogProps = {
  title: string
  submitLabel: string
  /** What the toast says. */
  done: string
  role: Fields
  open: boolean
  onOpenChange: (open: boolean) => void
  send: (fields: Fields) => Promise<ActionState<{ id: number }>>
  onDone: (result: { id: number }) => void
}

export default function RoleDialog(props: RoleDialogProps) {
  // Each opening is a new form.
  return props.open ? <RoleForm {...props} /> : null
}

function RoleForm({ title, submitLabel, done, role, onOpenChange, send, onDone }: RoleDialogProps) {
  const [name, setName] = useState(role.name)
  const [description, setDescription] = useState(role.description)
  const [permissions, setPermissions] = useState(role.permissions)
  const fields = { name, description, permissions }
  const { state, pending, submit } = useSubmit(
    () => answerOf(send(fields)),
    (result) => {
      toast.success(done, { description: name })
      onOpenChange(false)
      onDone(result)
    },
  )
  const labels = { name: 'Name', description: 'Description', permissions: 'Permissions' }
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={title}
      dirty={!pending && JSON.stringify(fields) !== JSON.stringify(pick(role))}
    >
      {(close) => (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!pending) submit(fields)
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <ErrorSummary
              message={messageOf(state)}
              errors={(Object.keys(labels) as (keyof Fields)[]).flatMap((field) => {
                const message = fieldError(state, field)
                return message ? [{ name: field, label: labels[field], message }] : []
              })}
            />
            <TextField
              label={labels.name}
              name="name"
              required
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
              error={fieldError(state, 'name')}
            />
            <TextField
              label={labels.description}
              name="description"
              autoComplete="off"
              value={description}
              onChange={(event) => setDescription(event.target.value)}
              hint="Who should have it, or what for."
              error={fieldError(state, 'description')}
            />
            <PermissionChecklist
              label={labels.permissions}
              chosen={permissions}
              onChange={setPermissions}
              error={fieldError(state, 'permissions')}
            />
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <SubmitButton pending={pending}>{submitLabel}</SubmitButton>
          </DialogFooter>
        </form>
      )}
    </FormDialog>
  )
}

function pick({ name, description, permissions }: Fields): Fields {
  return { name, description, permissions }
}
