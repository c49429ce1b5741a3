import { exportHref } from './act'

export function ExportLink({ id, label }: { id: number; label: string }) {
  return (
    <a
      href={exportHref(id)}
      download
      aria-label={`Download what we hold of ${label}`}
      className="text-accent-ink text-xs"
    >
      Download what we hold
    </a>
  )
}
