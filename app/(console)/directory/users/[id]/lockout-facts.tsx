import { Fact } from '@/components/ui/facts'
import { AbsoluteTime } from '@/components/ui/relative-time'
import { type Lockout, lockoutsOf } from '@/lib/limits/lockouts'
import { orInterrupt, pageContext } from '@/lib/page'

const labels: Record<Lockout['what'], string> = { 'sign-in': 'Signing in', recovery: 'Forgot password?' }

/** Until when a user cannot try again who has tried too often. Nothing where nobody is locked out. */
export async function LockoutFacts({ userId }: { userId: number }) {
  const ctx = await pageContext()
  const lockouts = await orInterrupt(lockoutsOf(ctx, userId))
  return lockouts.map(({ what, from, until }) => (
    <Fact key={what} label={labels[what]}>
      <span className="text-warning-ink">
        Locked out until <AbsoluteTime at={until} now={ctx.now} />
        {from === 'some addresses' && ', where it was tried too often'}
      </span>
    </Fact>
  ))
}
