import { GroupPicker } from '@/app/(console)/directory/groups/pickers'
import { AttributesInput } from '@/components/form/attributes-input'
import { TextField } from '@/components/form/text-field'
import { groupLabels, type useGroupForm } from './use-group-form'

type GroupFieldsProps = {
  form: ReturnType<typeof useGroupForm>
  /** The group itself, which cannot be its own parent. */
  groupId?: number
}

/** The fields of a group, the same for creating and editing. */
export function GroupFields({ form: { values, change, errorOf }, groupId }: GroupFieldsProps) {
  return (
    <>
      <TextField
        label={groupLabels.name}
        name="name"
        required
        autoComplete="off"
        maxLength={150}
        value={values.name}
        onChange={(event) => change({ name: event.target.value })}
        error={errorOf('name')}
      />
      <div data-field="parents" tabIndex={-1}>
        <GroupPicker
          label={groupLabels.parents}
          hint="Its members count as members of these groups and of all above them."
          purpose="members"
          picked={values.parents}
          onChange={(parents) => change({ parents })}
          {...(groupId !== undefined && { except: groupId })}
          error={errorOf('parents')}
        />
      </div>
      <AttributesInput
        value={values.attributes}
        onChange={(attributes) => change({ attributes })}
        error={errorOf('attributes')}
      />
    </>
  )
}
