import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { words } from '@/words/words'

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('recovery.requested')
  return { title: t('title') }
}

/** The same for everybody: whether there is such an account is nobody's business. */
export default async function RequestedPage() {
  const t = await words('recovery.requested')
  return (
    <CenteredCard title={t('title')} footer={<a href="/sign-in">{t('backToSignIn')}</a>}>
      <div className="flex flex-col gap-3">
        <p>{t('onItsWay')}</p>
        <p className="text-muted">
          {t.rich('nothingCame', { again: (words) => <a href="/recovery">{words}</a> })}
        </p>
      </div>
    </CenteredCard>
  )
}
