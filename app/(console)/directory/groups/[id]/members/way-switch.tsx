export type Way = 'search' | 'paste' | 'matching'

const ways: { way: Way; label: string }[] = [
  { way: 'search', label: 'Search and pick' },
  { way: 'paste', label: 'Paste a list' },
  { way: 'matching', label: 'All that match' },
]

/** How users are found. */
export function WaySwitch({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
      <legend className="sr-only">How users are found</legend>
      {ways.map((each) => (
        <label key={each.way} className="flex min-h-6 cursor-pointer items-center gap-2 text-sm">
          <input
            type="radio"
            name="way"
            checked={each.way === way}
            onChange={() => onChange(each.way)}
            className="accent-accent"
          />
          {each.label}
        </label>
      ))}
    </fieldset>
  )
}
