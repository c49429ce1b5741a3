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
import { type Permission, permissionNames, permissions } from '@/lib/permissions/catalogue'
import { ConflictChoice } from '../../conflict/conflict-choice'
import { useConflict } from '../../conflict/use-conflict'
import { FormDialog } from '../users/user-form/form-dialog'

type Fields = { name: string; description: string; permissions: Permission[] }

/** `version`: of a role that is there already. */
type Role = Fields & { version?: number | undefined }

type RoleDialogProps = {
  title: string
  submitLabel: string
  /** What the toast says. */
  done: string
  role: Role
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Saves the fields, which are a change of that version. */
  send: (fields: Role) => Promise<ActionState<{ id: number }>>
  /** Reads the role as it is now, for when somebody else has changed it. */
  read?: () => Promise<Role>
  onDone: (result: { id: number }) => void
}

export default function RoleDialog(props: RoleDialogProps) {
  // Each opening is a new form.
  return props.open ? <RoleForm {...props} /> : null
}

const labels = { name: 'Name', description: 'Description', permissions: 'Permissions' } as const

function RoleForm(props: RoleDialogProps) {
  const { title, submitLabel, done, role, onOpenChange, send, read, onDone } = props
  const [fields, setFields] = useState(fieldsOf(role))
  const [was, setWas] = useState(role)
  const change = (changed: Partial<Fields>) => setFields({ ...fields, ...changed })
  const { choice, compare } = useConflict<Fields, Role>({
    labels,
    fieldsOf,
    read: async () => (await read?.()) ?? role,
    save(fields, stored) {
      setFields(fields)
      setWas(stored)
      submit({ fields, was: stored })
    },
  })
  const { state, pending, submit } = useSubmit(
    async ({ fields, was }: { fields: Fields; was: Role }) => {
      const answer = await answerOf(send({ ...fields, version: was.version }))
      if (answer.status !== 'conflict' || answer.current === undefined) return answer
      return compare(fieldsOf(fields), was).then(
        () => ({ status: 'idle' }) as const,
        () => answer,
      )
    },
    (result) => {
      toast.success(done, { description: fields.name })
      onOpenChange(false)
      onDone(result)
    },
  )
  const { name, description, permissions } = fields
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={title}
      dirty={!pending && JSON.stringify(fieldsOf(fields)) !== JSON.stringify(fieldsOf(role))}
    >
      {(close) =>
        choice ? (
          <ConflictChoice changed={role.name} {...choice} show={shown} />
        ) : (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              if (!pending) submit({ fields, was })
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
                onChange={(event) => change({ name: event.target.value })}
                error={fieldError(state, 'name')}
              />
              <TextField
                label={labels.description}
                name="description"
                autoComplete="off"
                value={description}
                onChange={(event) => change({ description: event.target.value })}
                hint="Who should have it, or what for."
                error={fieldError(state, 'description')}
              />
              <PermissionChecklist
                label={labels.permissions}
                chosen={permissions}
                onChange={(permissions) => change({ permissions })}
                error={fieldError(state, 'permissions')}
              />
            </DialogBody>
            <DialogFooter>
              <Button onClick={close}>Cancel</Button>
              <SubmitButton pending={pending}>{submitLabel}</SubmitButton>
            </DialogFooter>
          </form>
        )
      }
    </FormDialog>
  )
}

/** In one order, so that the same permissions in another are no change. */
function fieldsOf({ name, description, permissions }: Fields): Fields {
  return { name, description, permissions: permissionNames.filter((one) => permissions.includes(one)) }
}

function shown(field: keyof Fields, value: unknown): unknown {
  if (field !== 'permissions') return value
  return (value as Permission[]).map((name) => permissions[name].description).join(', ')
}
