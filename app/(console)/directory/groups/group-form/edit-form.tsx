import { useEffect, useState } from 'react'
import { ConflictChoice } from '@/app/(console)/conflict/conflict-choice'
import { useConflict } from '@/app/(console)/conflict/use-conflict'
import { readAnswer } from '@/app/(console)/read-answer'
import { ErrorSummary } from '@/components/form/error-summary'
import type { Picked } from '@/components/form/lookup-picker'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { EditableGroup } from '@/lib/groups/editable'
import { type AttributesFormat, AttributesText, formatAttributes } from '@/lib/users/attributes-text'
import { updateGroupAction } from '../actions'
import { GroupFields } from './fields'
import { type GroupFormValues, groupLabels, useGroupForm } from './use-group-form'

type EditFormProps = {
  group: EditableGroup
  onDirty: (dirty: boolean) => void
  onCancel: () => void
  onSaved: () => void
}

type Fields = Omit<GroupFormValues, 'attributes'> & Pick<EditableGroup, 'attributes'>

export function EditForm({ group, onDirty, onCancel, onSaved }: EditFormProps) {
  const [base, setBase] = useState(group)
  const form = useGroupForm(valuesOf(fieldsOf(group)))
  const { choice, compare } = useConflict<Fields, EditableGroup>({
    labels: groupLabels,
    fieldsOf,
    read: () => readAnswer<EditableGroup>(`/directory/groups/${group.id}/editable`),
    save(fields, stored) {
      const values = valuesOf(fields, form.values.attributes.format)
      form.change(values)
      setBase(stored)
      save(stored, values)
    },
  })
  useEffect(() => onDirty(form.dirty), [form.dirty, onDirty])

  function save(against: EditableGroup, values = form.values) {
    const { id, version } = against
    const done = () => {
      toast.success(`Group ${values.name} updated`)
      onSaved()
    }
    const overtaken = () => compare(fieldsOfForm(values), against)
    form.submit((input) => updateGroupAction({ ...input, id, version }), { done, overtaken }, values)
  }

  if (choice) {
    return (
      <ConflictChoice
        changed={group.name}
        {...choice}
        show={(field, value) => (field === 'parents' ? namesOf(value as Picked[]) : value)}
      />
    )
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save(base)
      }}
    >
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary {...form.summary} />
        <GroupFields form={form} groupId={group.id} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton pending={form.pending}>Save</SubmitButton>
      </DialogFooter>
    </form>
  )
}

function fieldsOf({ name, attributes, parents }: EditableGroup): Fields {
  return { name, attributes, parents: inOrder(parents.map(({ id, name }) => ({ id, label: name }))) }
}

/** What the form would store. The server has read these attributes already: it answers a conflict only then. */
function fieldsOfForm({ name, attributes, parents }: GroupFormValues): Fields {
  return { name, attributes: AttributesText.parse(attributes), parents: inOrder(parents) }
}

/** In one order, so that the same parents in another are no change. */
function inOrder(parents: Picked[]): Picked[] {
  return parents.map(({ id, label }) => ({ id, label })).sort((a, b) => (a.label < b.label ? -1 : 1))
}

function namesOf(parents: Picked[]): string {
  return parents.map(({ label }) => label).join(', ')
}

function valuesOf({ attributes, ...fields }: Fields, format: AttributesFormat = 'yaml'): GroupFormValues {
  return { ...fields, attributes: { text: formatAttributes(attributes, format), format } }
}
