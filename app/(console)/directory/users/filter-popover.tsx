import { type ReactElement, useState } from 'react'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { queryTerms, termOf, withTerm } from '@/lib/users/list/query'
import { filterLabel } from './filter-labels'

const fields = { active: 'Active', type: 'Type', 'has-email': 'Email', 'last-sign-in': 'Last sign-in' }

const dated = { since: '>=', before: '<' }

type FilterPopoverProps = { text: string; onChange: (text: string) => void; trigger: ReactElement }

/** The typed terms as a form: both change the same text. Open when it arrives, because a click fetched it. */
export default function FilterPopover({ text, onChange, trigger }: FilterPopoverProps) {
  const [open, setOpen] = useState(true)
  const set = (name: string, value: string) => onChange(withTerm(text, name, value || undefined))
  const cleared = Object.keys(fields).reduce((rest, name) => withTerm(rest, name, undefined), text)
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent aria-label="Filter" className="flex flex-col gap-3">
        {Object.entries(fields).map(([name, label]) => {
          const value = termOf(text, name) ?? ''
          const values = [...new Set([...(queryTerms[name]?.values ?? []), ...(value ? [value] : [])])]
          const isDate = /^(>=|<)\d{4}-/.test(value)
          return (
            <SelectField
              key={name}
              label={label}
              value={value}
              onChange={(event) => set(name, event.currentTarget.value)}
              options={[
                { value: '', label: 'Any' },
                ...values.map((option) => ({ value: option, label: filterLabel(name, option) })),
              ]}
              {...(isDate && { hint: 'As the dates below say.' })}
            />
          )
        })}
        <div className="grid grid-cols-2 gap-2">
          <DateField label="Signed in since" sign={dated.since} {...{ text, set }} />
          <DateField label="Not signed in since" sign={dated.before} {...{ text, set }} />
        </div>
        <Button variant="ghost" size="sm" disabled={cleared === text} onClick={() => onChange(cleared)}>
          Clear filters
        </Button>
      </PopoverContent>
    </Popover>
  )
}

type DateFieldProps = {
  label: string
  sign: string
  text: string
  set: (name: string, value: string) => void
}

function DateField({ label, sign, text, set }: DateFieldProps) {
  const value = termOf(text, 'last-sign-in') ?? ''
  const date = value.startsWith(sign) && /^\d{4}-\d{2}-\d{2}$/.test(value.slice(sign.length))
  return (
    <TextField
      label={label}
      type="date"
      value={date ? value.slice(sign.length) : ''}
      onChange={(event) => set('last-sign-in', event.currentTarget.value && sign + event.currentTarget.value)}
    />
  )
}
