import { useState } from 'react'
import { ConflictChoice } from '@/app/(console)/conflict/conflict-choice'
import { useConflict } from '@/app/(console)/conflict/use-conflict'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { readLookup } from '@/components/client/read-lookup'
import { useUnsaved } from '@/components/client/use-unsaved'
import { ErrorSummary } from '@/components/form/error-summary'
import type { Picked } from '@/components/form/lookup-picker'
import { SubmitButton } from '@/components/form/submit-button'
import { Foreseen, useForeseen } from '@/components/review/foreseen'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { EditableGroup } from '@/lib/groups/editable'
import { type AttributesFormat, AttributesText, formatAttributes } from '@/lib/kernel/attributes-text'
import { isolated } from '@/lib/kernel/isolated'
import { foreseeParentsAction, updateGroupAction } from '../actions'
import { GroupFields } from './fields'
import { type GroupFormValues, groupLabels, useGroupForm } from './use-group-form'

type EditFormProps = {
  group: EditableGroup
  onSaved: () => void
}

type Fields = Omit<GroupFormValues, 'attributes'> & Pick<EditableGroup, 'attributes'>

export function EditForm({ group, onSaved }: EditFormProps) {
  const [base, setBase] = useState(group)
  const form = useGroupForm(valuesOf(fieldsOf(group)))
  const { choice, overtaken } = useConflict<Fields, EditableGroup>({
    labels: groupLabels,
    fieldsOf,
    read: () => readLookup<EditableGroup>(`/directory/groups/${group.id}/editable`),
    save(fields, stored) {
      const values = valuesOf(fields, form.values.attributes.format)
      form.change(values)
      setBase(stored)
      save(stored, values)
    },
  })
  useUnsaved(form.dirty, form.pending)
  const parents = form.values.parents.map(({ id }) => id)
  const isRaised = parents.some((id) => !base.parents.some((parent) => parent.id === id))
  const { warnings, isAsking } = useForeseen(isRaised ? `${parents}` : undefined, () =>
    foreseeParentsAction({ id: group.id, parents }),
  )

  function save(against: EditableGroup, values = form.values) {
    const { id, version } = against
    const done = () => {
      toast.success(`Group ${isolated(values.name)} updated`)
      onSaved()
    }
    const send = (input: object) => updateGroupAction({ ...input, id, version })
    form.submit(send, { done, overtaken: overtaken(() => fieldsOfForm(values), against) }, values)
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
    <Form pending={form.pending} dirty={form.dirty} onSubmit={() => save(base)}>
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary {...form.summary} />
        <GroupFields form={form} groupId={group.id} />
        <Foreseen warnings={warnings} />
      </DialogBody>
      <DialogFooter>
        <CancelButton />
        <SubmitButton pending={form.pending} disabled={isAsking}>
          Save
        </SubmitButton>
      </DialogFooter>
    </Form>
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
