import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { RecoveryForm } from '@/lib/recovery/form'
import { useAnswer } from '../../../use-answer'
import { MailLink } from './mail-link'
import { ViewLink } from './view-link'
import { recoveryWays, type WantedRecovery } from './way'

/** What both ways are given once the user has been read. */
export type RecoveryStepProps = { userId: number; form: RecoveryForm; onClose: () => void }

const steps = { view: ViewLink, email: MailLink }

export default function RecoveryDialog({ userId, way, onClose }: WantedRecovery & { onClose: () => void }) {
  const { found, problem, reload } = useAnswer<RecoveryForm>(true, `/directory/users/${userId}/recovery`)
  const Step = steps[way]
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={found ? `${recoveryWays[way]} of ${found.username}` : recoveryWays[way]}
        description="With it, its owner chooses a new password that nobody else knows."
      >
        {found && <Step userId={userId} form={found} onClose={onClose} />}
        {!found && problem === undefined && (
          <DialogBody aria-busy className="grid content-start gap-4">
            <Skeleton className="h-13 rounded-md" />
            <Skeleton className="h-10 rounded-md" />
          </DialogBody>
        )}
        {problem !== undefined && (
          <DialogBody>
            <ErrorState
              title="The user could not be read"
              actions={<Button onClick={reload}>Try again</Button>}
            >
              {problem}
            </ErrorState>
          </DialogBody>
        )}
      </DialogContent>
    </Dialog>
  )
}
