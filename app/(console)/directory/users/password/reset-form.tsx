import { Dices } from 'lucide-react'
import { useState } from 'react'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { useSubmit } from '@/components/client/use-submit'
import { ErrorSummary } from '@/components/form/error-summary'
import { NewPasswordField } from '@/components/form/new-password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { CheckboxField } from '@/components/form/switch-field'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { generatePassword } from '@/lib/access/generate'
import { isolated } from '@/lib/kernel/isolated'
import type { PasswordForm } from '@/lib/passwords/form'
import { setPasswordAction } from './actions'

type ResetFormProps = { userId: number; form: PasswordForm; onClose: () => void }

export function ResetForm({ userId, form: { owner, rules }, onClose }: ResetFormProps) {
  const [password, setPassword] = useState('')
  const [isGenerated, setGenerated] = useState(false)
  const { pending, submit, message, errorOf } = useSubmit(
    (data: FormData) =>
      setPasswordAction({
        userId,
        password,
        mustChange: data.has('mustChange'),
        endSessions: data.has('endSessions'),
      }),
    ({ endedSessions: ended }) => {
      toast.success(`Password of ${isolated(owner.username)} set`, {
        ...(ended > 0 && { description: `${ended} ${ended === 1 ? 'session was' : 'sessions were'} ended.` }),
      })
      onClose()
    },
  )

  return (
    <Form pending={pending} chosen={password !== ''} onSubmit={submit}>
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary message={message} />
        <NewPasswordField
          label="New password"
          name="password"
          required
          owner={owner}
          rules={rules}
          value={password}
          isShown={isGenerated}
          onChange={(event) => {
            setPassword(event.currentTarget.value)
            setGenerated(false)
          }}
          error={errorOf('password')}
        />
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            onClick={() => {
              setPassword(generatePassword())
              setGenerated(true)
            }}
          >
            <Dices aria-hidden /> Generate
          </Button>
          {isGenerated && (
            <CopyButton size="sm" text={password} done="Password copied">
              Copy password
            </CopyButton>
          )}
        </div>
        <CheckboxField
          label="Must change at next sign-in"
          name="mustChange"
          hint="Signing in with this password leads to choosing another one, and to nothing else."
          defaultChecked
        />
        <CheckboxField
          label="End all sessions"
          name="endSessions"
          hint="Whoever is signed in to this account is signed out. Open recovery links end in any case."
          defaultChecked
        />
      </DialogBody>
      <DialogFooter>
        <CancelButton />
        <SubmitButton pending={pending}>Reset password</SubmitButton>
      </DialogFooter>
    </Form>
  )
}
