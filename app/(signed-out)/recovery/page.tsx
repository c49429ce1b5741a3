import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { wordsFor } from '@/words/for-browser'
import { words } from '@/words/words'
import { RequestForm } from './request-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('recovery.request')
  return { title: t('pageTitle') }
}

export default async function RecoveryPage() {
  const t = await words('recovery.request')
  return (
    <CenteredCard
      title={t('title')}
      description={t('description')}
      footer={<a href="/sign-in">{t('backToSignIn')}</a>}
    >
      <RequestForm words={await wordsFor('recovery.requestForm')} />
    </CenteredCard>
  )
}
