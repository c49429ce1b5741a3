import { type ReactNode, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { Isolated } from '@/components/ui/isolated'
import { formatAttributes } from '@/lib/kernel/attributes-text'
import { isolated } from '@/lib/kernel/isolated'
import type { Choices, Difference, Side } from './merge'

type ConflictChoiceProps<Name extends string> = {
  /** What was changed, by its name. */
  changed: string
  labels: Record<Name, string>
  differences: Difference<Name>[]
  onBack: () => void
  onChoose: (choices: Choices<Name>) => void
  /** How a value of a field is written, where it does not speak for itself. */
  show?: (field: Name, value: unknown) => unknown
}

/** Field by field: what it was, what they made of it, what I want. Nothing is saved before each is decided. */
export function ConflictChoice<Name extends string>(props: ConflictChoiceProps<Name>) {
  const { changed, labels, differences, onBack, onChoose, show = (_field, value) => value } = props
  const [choices, setChoices] = useState<Choices<Name>>(
    new Map(differences.flatMap(({ field, suggestion }) => (suggestion ? [[field, suggestion]] : []))),
  )
  const open = differences.filter(({ field }) => !choices.has(field)).length
  const all = (side: Side) => setChoices(new Map(differences.map(({ field }) => [field, side])))

  return (
    <>
      <DialogBody className="flex flex-col gap-4">
        <Alert
          tone="warning"
          role="alert"
          title={`Somebody else changed ${isolated(changed)} in the meantime`}
        >
          Nothing has been saved. Choose what each of these fields shall hold; your other changes stay as they
          are.
        </Alert>
        {differences.length > 1 && (
          <div className="flex gap-2">
            <Button size="sm" onClick={() => all('mine')}>
              Keep all of mine
            </Button>
            <Button size="sm" onClick={() => all('theirs')}>
              Take all of theirs
            </Button>
          </div>
        )}
        {differences.map((difference) => (
          <FieldChoice
            key={difference.field}
            label={labels[difference.field]}
            difference={difference}
            show={(value) => <Value value={show(difference.field, value)} />}
            chosen={choices.get(difference.field)}
            onChoose={(side) => setChoices(new Map(choices).set(difference.field, side))}
          />
        ))}
      </DialogBody>
      <DialogFooter>
        <p role="status" className="mr-auto text-muted text-sm">
          {open > 0 && `${open} of ${differences.length} still to decide`}
        </p>
        <Button onClick={onBack}>Back to the form</Button>
        <Button variant="primary" disabled={open > 0} onClick={() => onChoose(choices)}>
          Save
        </Button>
      </DialogFooter>
    </>
  )
}

function FieldChoice<Name extends string>({
  label,
  difference: { field, was, mine, theirs },
  show,
  chosen,
  onChoose,
}: {
  label: string
  difference: Difference<Name>
  show: (value: unknown) => ReactNode
  chosen: Side | undefined
  onChoose: (side: Side) => void
}) {
  const sides = [
    { side: 'mine', title: 'Yours', value: mine },
    { side: 'theirs', title: 'Theirs', value: theirs },
  ] as const
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{label}</legend>
      <p className="mb-2 break-words text-muted text-sm">It was {show(was)}</p>
      <div className="grid gap-2 sm:grid-cols-2">
        {sides.map(({ side, title, value }) => (
          <label
            key={side}
            className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={`choice-${field}`}
              checked={chosen === side}
              onChange={() => onChoose(side)}
              className="mt-1 accent-accent"
            />
            <span className="min-w-0 flex-1 break-words text-sm">
              <span className="block text-muted text-xs">{title}</span>
              {show(value)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Value({ value }: { value: unknown }) {
  if (value === null || value === '') return <span className="text-muted">empty</span>
  if (typeof value === 'boolean') return <>{value ? 'on' : 'off'}</>
  if (typeof value !== 'object') return <Isolated>{String(value)}</Isolated>
  return (
    <pre className="max-h-40 overflow-auto whitespace-pre-wrap font-mono text-xs">
      {formatAttributes({ ...value }, 'yaml')}
    </pre>
  )
}
