'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { readLookup } from '@/components/client/read-lookup'
import { ReviewDialog } from '@/components/review-dialog'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { deleteGrantsAction } from './actions'

/** Takes one grant away, once it has been seen what that does. */
export function RemoveGrant({ id, what }: { id: string; what: string }) {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  return (
    <>
      <Button size="sm" aria-label={`Remove: ${what}`} onClick={() => setOpen(true)}>
        Remove
      </Button>
      {open && (
        <ReviewDialog
          about={id}
          verb="Remove"
          title={() => 'Remove permission'}
          submitLabel="Remove"
          variant="danger"
          noun={['permission', 'permissions']}
          endings={{}}
          nothing="It was taken away already."
          sum={() => 'This acts from the next request on.'}
          read={() => readLookup(`/directory/permissions/plan?${new URLSearchParams({ id })}`)}
          apply={(review) => deleteGrantsAction({ ids: [id], review })}
          onDone={() => {
            toast.success('Permission removed', { description: what })
            setOpen(false)
            router.refresh()
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
