import { useState } from 'react'
import { PermissionChecklist } from '@/app/(console)/directory/permissions/permission-checklist'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { sendOrRead } from '@/components/client/send-or-read'
import { useRun } from '@/components/client/use-submit'
import { useUnsaved } from '@/components/client/use-unsaved'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Foreseen, useForeseen } from '@/components/review/foreseen'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { type ActionState, fieldError, messageOf, type Sent } from '@/lib/doors/action-state'
import { type Permission, permissionNames, permissions } from '@/lib/rights/catalogue'
import { ConflictChoice } from '../../conflict/conflict-choice'
import { useConflict } from '../../conflict/use-conflict'

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
  send: (fields: Role) => Promise<Sent<{ id: number }>>
  /** Reads the role as it is now, for when somebody else has changed it. */
  read?: () => Promise<Role>
  /** What to warn of before the role, which is there already, holds these. */
  foresee?: (permissions: Permission[]) => Promise<Sent<string[]>>
  onDone: (result: { id: number }) => void
}

export default function RoleDialog(props: RoleDialogProps) {
  return (
    <FormDialog open={props.open} onOpenChange={props.onOpenChange} title={props.title}>
      <RoleForm {...props} />
    </FormDialog>
  )
}

const labels = { name: 'Name', description: 'Description', permissions: 'Permissions' } as const

function RoleForm(props: RoleDialogProps) {
  const { submitLabel, done, role, onOpenChange, send, read, foresee, onDone } = props
  const [fields, setFields] = useState(fieldsOf(role))
  const [was, setWas] = useState(role)
  const change = (changed: Partial<Fields>) => setFields({ ...fields, ...changed })
  const { choice, overtaken } = useConflict<Fields, Role>({
    labels,
    fieldsOf,
    read: async () => (await read?.()) ?? role,
    save(fields, stored) {
      setFields(fields)
      setWas(stored)
      submit(fields, stored)
    },
  })
  const [state, setState] = useState<ActionState<unknown>>({ status: 'idle' })
  const { pending, run } = useRun()
  const dirty = JSON.stringify(fieldsOf(fields)) !== JSON.stringify(fieldsOf(role))
  useUnsaved(dirty, pending)

  function submit(fields: Fields, was: Role) {
    run(
      () =>
        sendOrRead(
          () => send({ ...fields, version: was.version }),
          overtaken(() => fieldsOf(fields), was),
        ),
      ({ answer, meet }) => {
        setState(meet ? { status: 'idle' } : answer)
        if (meet) return meet()
        if (answer.status !== 'done') return
        toast.success(done, { description: fields.name })
        onOpenChange(false)
        onDone(answer.result)
      },
    )
  }

  const { name, description, permissions } = fields
  const isWider = foresee !== undefined && permissions.some((one) => !was.permissions.includes(one))
  const { warnings, isAsking } = useForeseen(isWider ? `${permissions}` : undefined, () =>
    foresee ? foresee(permissions) : Promise.reject(new Error('There is nothing to ask.')),
  )
  if (choice) return <ConflictChoice changed={role.name} {...choice} show={shown} />
  return (
    <Form pending={pending} dirty={dirty} onSubmit={() => submit(fields, was)}>
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
        <Foreseen warnings={warnings} />
      </DialogBody>
      <DialogFooter>
        <CancelButton />
        <SubmitButton pending={pending} disabled={isAsking}>
          {submitLabel}
        </SubmitButton>
      </DialogFooter>
    </Form>
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
