import { CenteredCard } from '@/components/shell/centered-card'
import { buttonClass } from '@/components/ui/button'
import type { LinkState } from '@/lib/recovery/link-state'
import { words } from '@/words/words'

/** What became of a link that leads nowhere any more, without a word about whose it was. */
export async function LinkIsOver({ state }: { state: LinkState | 'unknown' }) {
  const t = await words('recovery.over')
  return (
    <CenteredCard title={t(`${state}.title`)} footer={<a href="/sign-in">{t('backToSignIn')}</a>}>
      <p className="mb-5 text-muted">{t(`${state}.text`)}</p>
      <a href="/recovery" className={buttonClass({ variant: 'primary', size: 'lg', className: 'w-full' })}>
        {t('askAgain')}
      </a>
    </CenteredCard>
  )
}
