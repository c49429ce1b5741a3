import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Card } from '@/components/ui/card'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import type { SignedInContext } from '@/lib/kernel/context'
import { isolated } from '@/lib/kernel/isolated'
import { folderLabel } from '@/lib/kernel/own-words'
import { requirePermission } from '@/lib/rights/require'
import { explainPermission } from '@/lib/why/explain'
import { type FoundTarget, findTargets } from '@/lib/why/explain-find'
import { whoCan } from '@/lib/why/who-can'
import { userOfPage } from '../../read'
import { UserPage } from '../../user-page'
import { WhoAnswer } from './who-answer'
import { WhoForm } from './who-form'
import { WhyAnswer } from './why-answer'
import { WhyForm } from './why-form'
import { targetOfParameter, WhyParameters, whyHref } from './why-parameters'

export const metadata: Metadata = { title: 'Why' }

export default async function WhyPage({
  params,
  searchParams,
}: PageProps<'/directory/users/[id]/permissions/why'>) {
  const ctx = await permittedContext('grants.read')
  const user = await userOfPage((await params).id)
  await orInterrupt(requirePermission(ctx, 'grants.read', { userId: user.id }))
  const asked = WhyParameters.parse(await searchParams)
  const about = { userId: user.id, username: user.username }
  return (
    <UserPage user={user} tab="/permissions">
      <div className="flex flex-col gap-4">
        <Card title="Why?" description={`Why ${isolated(user.username)} may do something, or may not`}>
          <Why ctx={ctx} {...about} asked={asked} />
        </Card>
        <Card
          title="Who can?"
          description={`Who can do something to ${isolated(user.username)}, and by which ways`}
        >
          <div className="flex flex-col gap-4">
            <WhoForm {...about} who={asked.who} q={asked.q} />
            {asked.who && (
              <WhoAnswer
                answer={
                  await orInterrupt(whoCan(ctx, { userId: user.id, permission: asked.who, q: asked.q }))
                }
                q={asked.q}
                now={ctx.now}
              />
            )}
          </div>
        </Card>
      </div>
    </UserPage>
  )
}

type WhyProps = { ctx: SignedInContext; userId: number; username: string; asked: WhyParameters }

/** The question and what it comes to: an answer, or first the choice among the targets that a text may mean. */
async function Why({ ctx, userId, username, asked }: WhyProps) {
  const { permission, kind, find, target } = asked
  const found = permission && kind && find ? await findTargets(ctx, kind, find) : undefined
  if (permission && found?.length === 1) redirect(whyHref(userId, permission, kind, found[0]?.id))
  const isNameMissing = permission !== undefined && kind !== '' && find === ''
  const explanation =
    permission && !found && !isNameMissing
      ? await orInterrupt(explainPermission(ctx, { userId, permission, target: targetOfParameter(target) }))
      : undefined
  const error =
    found?.length === 0
      ? `There is no ${kind} “${isolated(find ?? '')}”.`
      : isNameMissing
        ? 'Enter a name.'
        : undefined
  return (
    <div className="flex flex-col gap-4">
      <WhyForm
        userId={userId}
        username={username}
        permission={permission}
        kind={explanation?.target?.kind ?? kind}
        find={explanation?.target?.label ?? find}
        error={error}
      />
      {permission && found && found.length > 1 && (
        <Choice found={found} hrefOf={(id) => whyHref(userId, permission, kind, id)} />
      )}
      {permission && explanation && (
        <WhyAnswer explanation={explanation} permission={permission} now={ctx.now} />
      )}
    </div>
  )
}

function Choice({ found, hrefOf }: { found: FoundTarget[]; hrefOf: (id: number) => string }) {
  return (
    <section aria-label="Which one?" className="text-sm">
      <p>Which one?</p>
      <ul className="mt-1 flex flex-col">
        {found.map(({ id, label, detail }) => (
          <li key={id}>
            <a
              href={hrefOf(id)}
              className="inline-flex min-h-8 items-center gap-2 text-accent-ink no-underline hover:underline"
            >
              {folderLabel(label)}
            </a>
            {detail && <span className="text-muted"> {detail}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
