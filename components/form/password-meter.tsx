import type { PasswordVerdict } from '@/lib/passwords/policy'
import { cn } from '../cn'

const words = ['Very weak', 'Weak', 'Not strong enough', 'Good', 'Very good']
const tones = ['bg-danger', 'bg-danger', 'bg-warning', 'bg-success', 'bg-success']

/** Four bars and a word, and the reasons against a password. Keeps its place while nothing is typed. */
export function PasswordMeter({ verdict }: { verdict: PasswordVerdict | undefined }) {
  const score = verdict?.score ?? -1
  return (
    <div className="flex flex-col gap-1 text-xs">
      <div aria-hidden className="flex gap-1">
        {[1, 2, 3, 4].map((bar) => (
          <span
            key={bar}
            className={cn(
              'h-1 flex-1 rounded-full',
              score >= 0 && Math.max(score, 1) >= bar ? tones[score] : 'bg-line',
            )}
          />
        ))}
      </div>
      <div role="status" className="min-h-4 text-muted">
        {verdict && (
          <>
            <span className="sr-only">Strength: </span>
            {verdict.problems.length > 0 ? verdict.problems.join(' ') : words[score]}
          </>
        )}
      </div>
    </div>
  )
}
