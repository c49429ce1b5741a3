import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { RequestForm } from './request-form'

export const metadata: Metadata = { title: 'Forgot password' }

export default function RecoveryPage() {
  return (
    <CenteredCard
      title="Forgot your password?"
      description="We send a link with which you choose a new one to the e-mail address of your account."
      footer={<a href="/sign-in">Back to sign-in</a>}
    >
      <RequestForm />
    </CenteredCard>
  )
}
