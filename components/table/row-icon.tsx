import { ArrowUp, ChevronRight, Ellipsis, Pencil } from 'lucide-react'

const icons = { sort: ArrowUp, chevron: ChevronRight, edit: Pencil, more: Ellipsis }

/** Draws each icon of the rows once; stands anywhere on the page. */
export function RowIcons() {
  return (
    <svg aria-hidden="true" className="hidden">
      {Object.entries(icons).map(([name, Icon]) => (
        <symbol key={name} id={`row-${name}`} viewBox="0 0 24 24">
          <Icon />
        </symbol>
      ))}
    </svg>
  )
}

/** An icon in a row: a reference, where a component of its own would cost every row. Needs RowIcons. */
export function RowIcon({ name }: { name: keyof typeof icons }) {
  return (
    <svg aria-hidden="true" className="row-icon">
      <use href={`#row-${name}`} />
    </svg>
  )
}
