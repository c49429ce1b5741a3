import { Answered } from '@/components/client/answered'
import { FormDialog } from '@/components/client/form-dialog'
import { useLookup } from '@/components/client/use-lookup'
import { isolated } from '@/lib/kernel/isolated'
import type { PasswordForm } from '@/lib/passwords/form'
import { ResetForm } from './reset-form'

type ResetDialogProps = { userId: number; open: boolean; onOpenChange: (open: boolean) => void }

export default function ResetDialog({ userId, open, onOpenChange }: ResetDialogProps) {
  const answer = useLookup<PasswordForm>(open ? `/directory/users/${userId}/password` : undefined)
  const { data } = answer
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={data ? `Reset password of ${isolated(data.owner.username)}` : 'Reset password'}
      description="A recovery link is better where it can be used: then nobody but its owner knows the password."
    >
      <Answered answer={answer} failure="The user could not be read">
        {(form) => <ResetForm userId={userId} form={form} onClose={() => onOpenChange(false)} />}
      </Answered>
    </FormDialog>
  )
}
