import { isolated } from '@/lib/kernel/isolated'
import { downloadHeld } from './download-held'

export function ExportButton({ id, label }: { id: number; label: string }) {
  return (
    <button
      type="button"
      onClick={() => downloadHeld(id)}
      aria-label={`Download what we hold of ${isolated(label)}`}
      className="cursor-pointer text-accent-ink text-xs"
    >
      Download what we hold
    </button>
  )
}
