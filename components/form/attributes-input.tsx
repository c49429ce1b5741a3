import { type ComponentType, useEffect, useState } from 'react'
import { cn } from '@/components/cn'
import { Skeleton } from '@/components/ui/skeleton'
import { Textarea } from '@/components/ui/textarea'
import {
  type AttributesFormat,
  type AttributesProblem,
  formatAttributes,
  parseAttributes,
} from '@/lib/kernel/attributes-text'
import type { AttributesEditorProps } from './attributes-editor'
import { Field, FieldError } from './field'

type AttributesInputProps = {
  value: { text: string; format: AttributesFormat }
  onChange: (value: { text: string; format: AttributesFormat }) => void
  error: string | undefined
}

/** The editor of the attributes, loaded by itself; a plain text box stands in if that fails. */
export function AttributesInput({ value: { text, format }, onChange, error: refused }: AttributesInputProps) {
  const [problems, setProblems] = useState<AttributesProblem[]>([])
  const Editor = useEditor()

  function convert(to: AttributesFormat) {
    if (to === format) return
    const parsed = parseAttributes(text, format)
    if (parsed.ok) onChange({ text: formatAttributes(parsed.value, to), format: to })
    else setProblems(parsed.problems)
  }

  const error = problems.length > 0 ? undefined : refused
  return (
    <Field
      label="Attributes"
      error={error}
      hint="A mapping of names to values. Tab leaves the editor; Ctrl+] and Ctrl+[ indent."
      aside={<FormatSwitch format={format} onChange={convert} />}
    >
      {(aria) => {
        const problemsId = `${aria.id}-problems`
        const described = [problems.length > 0 && problemsId, aria['aria-describedby']]
          .filter(Boolean)
          .join(' ')
        const shared = {
          id: aria.id,
          text,
          onChange: (changed: string) => onChange({ text: changed, format }),
          describedBy: described,
          invalid: problems.length > 0 || error !== undefined,
        }
        return (
          <>
            {Editor === undefined && <Skeleton className="h-32 rounded-md" />}
            {Editor && <Editor {...shared} format={format} onProblems={setProblems} />}
            {Editor === null && (
              <Textarea
                id={aria.id}
                name="attributes"
                rows={6}
                className="font-mono"
                value={text}
                aria-describedby={described}
                aria-invalid={shared.invalid || undefined}
                onChange={(event) => shared.onChange(event.target.value)}
              />
            )}
            <div id={problemsId} aria-live="polite" className="flex flex-col gap-0.5 empty:hidden">
              {problems.slice(0, 5).map(({ line, message }) => (
                <FieldError key={`${line} ${message}`} id={`${problemsId}-${line}`}>
                  {`Line ${line}: ${message}`}
                </FieldError>
              ))}
            </div>
          </>
        )
      }}
    </Field>
  )
}

/** Undefined while it loads, null when that failed. */
function useEditor() {
  const [editor, setEditor] = useState<{ component: ComponentType<AttributesEditorProps> | null }>()
  useEffect(() => {
    import('./attributes-editor').then(
      ({ AttributesEditor }) => setEditor({ component: AttributesEditor }),
      () => setEditor({ component: null }),
    )
  }, [])
  return editor?.component
}

const formats = { yaml: 'YAML', json: 'JSON' } as const

function FormatSwitch({
  format,
  onChange,
}: {
  format: AttributesFormat
  onChange: (format: AttributesFormat) => void
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's own group, this is one control.
    <div role="group" aria-label="Format of the attributes" className="flex rounded-md bg-hover p-0.5">
      {(['yaml', 'json'] as const).map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === format}
          onClick={() => onChange(value)}
          className={cn(
            'h-5 rounded-sm px-2 text-xs max-sm:h-8 max-sm:px-3',
            value === format ? 'bg-surface font-medium text-ink shadow-xs' : 'text-muted hover:text-ink',
          )}
        >
          {formats[value]}
        </button>
      ))}
    </div>
  )
}
