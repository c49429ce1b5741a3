import { Field, type FieldProps } from '@/components/form/field'
import { Select } from '@/components/ui/select'
import { type Permission, permissionNames, permissions } from '@/lib/permissions/catalogue'

const titles: Record<string, string> = {
  users: 'Users',
  folders: 'Folders',
  groups: 'Groups',
  roles: 'Roles',
  grants: 'Permissions',
  events: 'Events',
  jobs: 'Jobs',
  mail: 'Mail',
  settings: 'Settings',
}

type PermissionSelectProps = Pick<FieldProps, 'label' | 'hint' | 'fieldClassName'> & {
  name: string
  names?: readonly Permission[]
  chosen: Permission | undefined
}

/** Every permission by what it lets its holder do, under headings. */
export function PermissionSelect({ name, names = permissionNames, chosen, ...field }: PermissionSelectProps) {
  const areas = Object.groupBy(names, (each) => each.slice(0, each.indexOf('.')))
  return (
    <Field {...field}>
      {(aria) => (
        <Select name={name} defaultValue={chosen} {...aria}>
          {Object.entries(areas).map(([area, inArea = []]) => (
            <optgroup key={area} label={titles[area] ?? area}>
              {inArea.map((each) => (
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
