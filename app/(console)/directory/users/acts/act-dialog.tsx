import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { userNoun } from '@/app/(console)/directory/nouns'
import { counted } from '@/components/count-text'
import { ReviewDialog } from '@/components/review-dialog'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { credentialWords } from '@/lib/access/credential-words'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import { belongingWords } from '@/lib/users/belonging-words'
import { type Act, afterActivation, type UserActProps } from './act'
import { ExportButton } from './export-button'
import { ReasonField } from './reason-field'
import { reviews } from './reviews'

type ActDialogProps = Omit<UserActProps, 'act'> & { act: Act }

/** The review of one act. It may go on as another, or with fewer users. */
export default function ActDialog({ act, allowed, onClose, onDone }: ActDialogProps) {
  const router = useRouter()
  const [{ name, selected }, setAct] = useState(act)
  const [reason, setReason] = useState('')
  const isDone = useRef(false)
  const { read, apply, done, ...texts } = reviews[name]
  const insteadOfDeleting = name === 'delete' && allowed.deactivate

  return (
    <ReviewDialog
      {...texts}
      about={JSON.stringify([name, selected])}
      noun={userNoun}
      endings={{ ...credentialWords, ...belongingWords }}
      read={() => read(selected)}
      apply={(review) => apply({ selected, review, reason })}
      onDone={({ count, jobId }) => {
        isDone.current = true
        onClose()
        onDone(name)
        if (jobId) return router.push(`/jobs/${jobId}`)
        toast.success(
          `${counted(count, userNoun)} ${done}`,
          name === 'activate' ? { description: afterActivation } : {},
        )
      }}
      onLeaveOut={(ids) => setAct({ name, selected: without(selected, ids) })}
      onClose={onClose}
      onCloseAutoFocus={(event) => {
        // What opened it may leave with the row it stood in.
        if (!isDone.current) return
        event.preventDefault()
        document.getElementById('main')?.focus()
      }}
      {...(name === 'deactivate' && {
        field: (errorOf) => <ReasonField value={reason} onChange={setReason} error={errorOf('reason')} />,
      })}
      {...(name === 'delete' && allowed.export && { aside: (row) => <ExportButton {...row} /> })}
      {...(insteadOfDeleting && {
        instead: <Button onClick={() => setAct({ name: 'deactivate', selected })}>Deactivate instead</Button>,
      })}
    />
  )
}

function without(selected: SelectedUsers, ids: number[]): SelectedUsers {
  if ('ids' in selected) return { ids: selected.ids.filter((id) => !ids.includes(id)) }
  return { ...selected, except: [...(selected.except ?? []), ...ids] }
}
