import { useRouter } from 'next/navigation'
import { type ReactElement, useState, useTransition } from 'react'
import { rememberPreference } from '@/components/shell/preference'
import { Menu, MenuCheckboxItem, MenuContent, MenuLabel, MenuTrigger } from '@/components/ui/menu'
import { type Column, columnLabels, columnNames, formatHiddenColumns, hiddenColumnsCookie } from './columns'

type ColumnsMenuProps = { hidden: Column[]; trigger: ReactElement }

/**
 * Chooses the columns. A cookie holds the choice, so that the server draws them right the first time. Open when it
 * arrives, because a click fetched it.
 */
export default function ColumnsMenu({ hidden: initial, trigger }: ColumnsMenuProps) {
  const router = useRouter()
  const [open, setOpen] = useState(true)
  const [hidden, setHidden] = useState(initial)
  const [, startTransition] = useTransition()

  function show(column: Column, shown: boolean) {
    const next = columnNames.filter((name) => (name === column ? !shown : hidden.includes(name)))
    setHidden(next)
    rememberPreference(hiddenColumnsCookie, formatHiddenColumns(next))
    startTransition(() => router.refresh())
  }

  return (
    <Menu open={open} onOpenChange={setOpen}>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>Columns</MenuLabel>
        {columnNames.map((name) => (
          <MenuCheckboxItem
            key={name}
            checked={!hidden.includes(name)}
            onCheckedChange={(shown) => show(name, shown)}
            onSelect={(event) => event.preventDefault()}
          >
            {columnLabels[name]}
          </MenuCheckboxItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
