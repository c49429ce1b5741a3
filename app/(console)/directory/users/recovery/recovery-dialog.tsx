import { Dialog, DialogContent } from '@/components/ui/dialog'
import type { RecoveryForm } from '@/lib/recovery/form'
import { Answered } from '../../../answered'
import { useAnswer } from '../../../use-answer'
import { MailLink } from './mail-link'
import { ViewLink } from './view-link'
import { recoveryWays, type WantedRecovery } from './way'

const steps = { view: ViewLink, email: MailLink }

export default function RecoveryDialog({ userId, way, onClose }: WantedRecovery & { onClose: () => void }) {
  const answer = useAnswer<RecoveryForm>(true, `/directory/users/${userId}/recovery`)
  const { found } = answer
  const Step = steps[way]
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={found ? `${recoveryWays[way]} of ${found.username}` : recoveryWays[way]}
        description="With it, its owner chooses a new password that nobody else knows."
      >
        <Answered answer={answer} failure="The user could not be read">
          {(form) => <Step userId={userId} form={form} onClose={onClose} />}
        </Answered>
      </DialogContent>
    </Dialog>
  )
}
