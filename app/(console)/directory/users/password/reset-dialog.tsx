import { Dialog, DialogContent } from '@/components/ui/dialog'
import type { PasswordForm } from '@/lib/passwords/form'
import { Answered } from '../../../answered'
import { useAnswer } from '../../../use-answer'
import { ResetForm } from './reset-form'

type ResetDialogProps = { userId: number; open: boolean; onOpenChange: (open: boolean) => void }

export default function ResetDialog({ userId, open, onOpenChange }: ResetDialogProps) {
  const answer = useAnswer<PasswordForm>(open, `/directory/users/${userId}/password`)
  const { found } = answer
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={found ? `Reset password of ${found.owner.username}` : 'Reset password'}
        description="A recovery link is better where it can be used: then nobody but its owner knows the password."
      >
        <Answered answer={answer} failure="The user could not be read">
          {(form) => <ResetForm userId={userId} form={form} onClose={() => onOpenChange(false)} />}
        </Answered>
      </DialogContent>
    </Dialog>
  )
}
