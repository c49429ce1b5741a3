import { Answered } from '@/components/client/answered'
import { FormDialog } from '@/components/client/form-dialog'
import { useLookup } from '@/components/client/use-lookup'
import { isolated } from '@/lib/kernel/isolated'
import type { RecoveryForm } from '@/lib/recovery/form'
import { MailLink } from './mail-link'
import { ViewLink } from './view-link'
import { recoveryWays, type WantedRecovery } from './way'

const steps = { view: ViewLink, email: MailLink }

export default function RecoveryDialog({ userId, way, onClose }: WantedRecovery & { onClose: () => void }) {
  const answer = useLookup<RecoveryForm>(`/directory/users/${userId}/recovery`)
  const { data } = answer
  const Step = steps[way]
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={data ? `${recoveryWays[way]} of ${isolated(data.username)}` : recoveryWays[way]}
      description="With it, its owner chooses a new password that nobody else knows."
    >
      <Answered answer={answer} failure="The user could not be read">
        {(form) => <Step userId={userId} form={form} onClose={onClose} />}
      </Answered>
    </FormDialog>
  )
}
