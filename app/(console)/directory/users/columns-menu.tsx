import { Columns3 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { rememberPreference } from '@/components/shell/preference'
import { Button } from '@/components/ui/button'
import { Menu, MenuCheckboxItem, MenuContent, MenuLabel, MenuTrigger } from '@/components/ui/menu'
import { type Column, columnLabels, columnNames, formatHiddenColumns, hiddenColumnsCookie } from './columns'

/** Chooses the columns. A cookie holds the choice, so that the server draws them right the first time. */
export function ColumnsMenu({ hidden: initial }: { hidden: Column[] }) {
  const router = useRouter()
  const [hidden, setHidden] = useState(initial)
  const [, startTransition] = useTransition()

  function show(column: Column, shown: boolean) {
    const next = columnNames.filter((name) => (name === column ? !shown : hidden.includes(name)))
    setHidden(next)
    rememberPreference(hiddenColumnsCookie, formatHiddenColumns(next))
    startTransition(() => router.refresh())
  }

  return (
    <Menu>
      <MenuTrigger asChild>
        <Button className="max-sm:hidden">
          <Columns3 aria-hidden /> Columns
        </Button>
      </MenuTrigger>
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
