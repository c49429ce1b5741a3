import { Fact } from '@/components/ui/facts'
import { AbsoluteTime } from '@/components/ui/relative-time'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { type Lockout, lockoutsOf } from '@/lib/limits/lockouts'

const labels: Record<Lockout['what'], string> = { 'sign-in': 'Signing in', recovery: 'Forgot password?' }

/** Where that is. Signing in goes on where somebody signed in before, whatever strangers do elsewhere. */
const places: Record<Lockout['what'], Record<Lockout['from'], string>> = {
  'sign-in': {
    everywhere: ', except on devices that signed in before',
    'some addresses': ', where it was tried too often',
    'a known device': ', on a device that signed in before',
  },
  recovery: {
    everywhere: '',
    'some addresses': ', where it was tried too often',
    'a known device': '',
  },
}

/** Until when a user cannot try again who has tried too often. Nothing where nobody is locked out. */
export async function LockoutFacts({ userId }: { userId: number }) {
  const ctx = await pageContext()
  const lockouts = await orInterrupt(lockoutsOf(ctx, userId))
  return lockouts.map(({ what, from, until }) => (
    <Fact key={`${what} ${from}`} label={labels[what]}>
      <span className="text-warning-ink">
        Locked out until <AbsoluteTime at={until} now={ctx.now} />
        {places[what][from]}
      </span>
    </Fact>
  ))
}
