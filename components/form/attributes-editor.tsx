import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, linter, lintGutter } from '@codemirror/lint'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { type AttributesFormat, type AttributesProblem, parseAttributes } from '@/lib/kernel/attributes-text'
import { editorColours, editorTheme } from './editor-theme'

export type AttributesEditorProps = {
  id: string
  text: string
  format: AttributesFormat
  onChange: (text: string) => void
  onProblems: (problems: AttributesProblem[]) => void
  describedBy: string
  invalid: boolean
}

const languages = { yaml, json }

/** CodeMirror as a field of a form. Tab is left to the browser, so the keyboard is never caught in it. */
export function AttributesEditor(props: AttributesEditorProps) {
  const { text, format, describedBy, invalid } = props
  const parent = useRef<HTMLDivElement>(null)
  const current = useRef(props)
  const editor = useRef<{ view: EditorView; language: Compartment; aria: Compartment }>(undefined)

  useEffect(() => {
    current.current = props
  })

  useEffect(() => {
    if (!parent.current) return
    const language = new Compartment()
    const aria = new Compartment()
    const { text, format, id } = current.current
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          basics,
          keymap.of([submitWithModEnter(parent.current), ...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ id, 'aria-label': 'Attributes', 'data-field': 'attributes' }),
          EditorView.updateListener.of((update) => {
            const changed = update.state.doc.toString()
            if (update.docChanged && changed !== current.current.text) current.current.onChange(changed)
          }),
          aria.of([]),
          language.of(languageOf(format, current)),
        ],
      }),
    })
    editor.current = { view, language, aria }
    return () => view.destroy()
  }, [])

  useEffect(() => {
    const { view, language } = editor.current ?? {}
    view?.dispatch({ effects: language?.reconfigure(languageOf(format, current)) ?? [] })
  }, [format])

  useEffect(() => {
    const view = editor.current?.view
    if (!view || view.state.doc.toString() === text) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
  }, [text])

  useEffect(() => {
    const { view, aria } = editor.current ?? {}
    const attributes = { 'aria-describedby': describedBy, 'aria-invalid': String(invalid) }
    view?.dispatch({ effects: aria?.reconfigure(EditorView.contentAttributes.of(attributes)) ?? [] })
  }, [describedBy, invalid])

  return (
    <div
      ref={parent}
      data-invalid={invalid || undefined}
      className="overflow-hidden rounded-md border border-control bg-surface focus-within:border-transparent focus-within:outline-2 focus-within:outline-focus focus-within:-outline-offset-1 data-invalid:border-danger"
    />
  )
}

const basics: Extension = [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  syntaxHighlighting(editorColours),
  editorTheme,
  EditorView.lineWrapping,
  EditorState.tabSize.of(2),
]

function submitWithModEnter(parent: HTMLElement) {
  return {
    key: 'Mod-Enter',
    run: () => {
      parent.closest('form')?.requestSubmit()
      return true
    },
  }
}

function languageOf(format: AttributesFormat, props: { current: AttributesEditorProps }): Extension {
  return [
    languages[format](),
    linter(
      (view) => {
        const parsed = parseAttributes(view.state.doc.toString(), format)
        const problems = parsed.ok ? [] : parsed.problems
        props.current.onProblems(problems)
        return problems.map((problem) => diagnosticOf(problem, view.state))
      },
      { delay: 250 },
    ),
  ]
}

function diagnosticOf({ line, message }: AttributesProblem, { doc }: EditorState): Diagnostic {
  const { from, to, text } = doc.line(Math.min(line, doc.lines))
  const indent = text.length - text.trimStart().length
  return { from: from + indent, to, message, severity: 'error' }
}
