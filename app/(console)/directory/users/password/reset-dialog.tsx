import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { PasswordOwner, PasswordRules } from '@/lib/passwords/policy'
import { useAnswer } from '../../../use-answer'
import { ResetForm } from './reset-form'

type ResetDialogProps = { userId: number; open: boolean; onOpenChange: (open: boolean) => void }

export type PasswordForm = { owner: PasswordOwner; rules: PasswordRules }

export default function ResetDialog({ userId, open, onOpenChange }: ResetDialogProps) {
  const { found, problem, reload } = useAnswer<PasswordForm>(open, `/directory/users/${userId}/password`)
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={found ? `Reset password of ${found.owner.username}` : 'Reset password'}
        description="A recovery link is better where it can be used: then nobody but its owner knows the password."
      >
        {found && <ResetForm userId={userId} form={found} onClose={() => onOpenChange(false)} />}
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
