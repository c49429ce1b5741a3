import { useSubmit } from '@/components/client/use-submit'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { Isolated } from '@/components/ui/isolated'
import { absoluteTime } from '@/components/ui/time-text'
import { isolated } from '@/lib/kernel/isolated'
import type { Delivery } from '@/lib/mail/deliver'
import { outgrownAddress } from '@/lib/recovery/outgrown-address'
import { mailRecoveryLinkAction } from './actions'
import { CannotBeMade, LinkForm } from './link-form'
import type { RecoveryStepProps } from './way'

/**
 * Makes a link and mails it. Says whether the mail server has taken it, is still being asked, or has refused: "Try again"
 * makes a new link and ends the one before, so it is offered only after a refusal.
 */
export function MailLink({ userId, form, onClose }: RecoveryStepProps) {
  const { state, pending, submit, message } = useSubmit((lifetimeMinutes: number) =>
    mailRecoveryLinkAction({ userId, lifetimeMinutes }),
  )
  const result = state.status === 'done' ? state.result : undefined
  if (form.email === null) {
    return (
      <CannotBeMade onClose={onClose}>
        <Isolated>{form.username}</Isolated> has no e-mail address. Enter one under Edit, or use View recovery
        link.
      </CannotBeMade>
    )
  }
  if (form.emailOutgrown)
    return <CannotBeMade onClose={onClose}>{outgrownAddress(form.username)}</CannotBeMade>
  if (!result || !isDone(result.delivery)) {
    return (
      <LinkForm
        form={form}
        submitLabel={result ? 'Try again' : 'Send link'}
        pending={pending}
        message={message}
        onSubmit={submit}
        onClose={onClose}
      >
        {result && !pending && message === undefined && <NotSent delivery={result.delivery} />}
        <p className="text-sm">
          To <strong className="break-all">{form.email}</strong>
        </p>
      </LinkForm>
    )
  }
  return (
    <>
      <DialogBody>
        <Alert
          tone={result.delivery.status === 'sending' ? 'info' : 'success'}
          role="status"
          title={`${doneWords[result.delivery.status]} ${isolated(result.recipient)}`}
        >
          {`The link works once, until ${absoluteTime(result.expiresAt)}.`}
          {result.delivery.status === 'sending' && ` ${result.delivery.answer}`}
          {result.delivery.status === 'captured' && (
            <>
              {' No mail server is set up, so the mail can be read under '}
              <a href="/settings/mail">Settings, Mail</a>.
            </>
          )}
        </Alert>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose} autoFocus>
          Done
        </Button>
      </DialogFooter>
    </>
  )
}

const doneWords = { sent: 'Sent to', captured: 'Captured, not sent, for', sending: 'Still being sent to' }

type Done = Delivery & { status: keyof typeof doneWords }

function isDone(delivery: Delivery): delivery is Done {
  return Object.hasOwn(doneWords, delivery.status)
}

function NotSent({ delivery: { answer, nextTryAt } }: { delivery: Delivery }) {
  return (
    <Alert tone="danger" role="alert" title="Not sent">
      <p className="break-words">{answer}</p>
      {nextTryAt && (
        <p>{`It is tried again by itself at ${absoluteTime(nextTryAt)}. Trying now makes a new link instead.`}</p>
      )}
    </Alert>
  )
}
