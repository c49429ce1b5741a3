import { type Permission, permissions } from '@/lib/rights/catalogue'
import { permissionSections } from '@/lib/rights/sections'

/** Permissions by what they are about, each with what it lets one do. */
export function PermissionList({ names }: { names: readonly Permission[] }) {
  return (
    <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
      {permissionSections(names).map((section) => (
        <section key={section.title}>
          <h3 className="mb-1 font-medium text-sm">{section.title}</h3>
          <ul className="flex flex-col gap-1.5 text-sm">
            {section.names.map((name) => (
              <li key={name} className="text-pretty">
                {permissions[name].description}
                <code className="block text-muted text-xs">{name}</code>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
