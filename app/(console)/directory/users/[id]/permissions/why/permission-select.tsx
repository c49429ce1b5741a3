import { Field, type FieldProps } from '@/components/form/field'
import { Select } from '@/components/ui/select'
import { type Permission, permissionNames, permissions } from '@/lib/rights/catalogue'
import { permissionSections } from '@/lib/rights/sections'

type PermissionSelectProps = Pick<FieldProps, 'label' | 'hint' | 'fieldClassName'> & {
  name: string
  names?: readonly Permission[]
  chosen: Permission | undefined
}

/** Every permission by what it lets its holder do, under headings. */
export function PermissionSelect({ name, names = permissionNames, chosen, ...field }: PermissionSelectProps) {
  return (
    <Field {...field}>
      {(aria) => (
        <Select name={name} defaultValue={chosen} {...aria}>
          {permissionSections(names).map((section) => (
            <optgroup key={section.title} label={section.title}>
              {section.names.map((each) => (
                <option key={each} value={each}>
                  {permissions[each].description}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  )
}
