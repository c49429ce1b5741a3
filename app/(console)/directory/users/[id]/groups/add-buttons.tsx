'use client'

import { useEffect, useState } from 'react'
import { AddToGroups, AddToNewGroup } from '@/app/(console)/directory/groups/add-to-group'
import { Button } from '@/components/ui/button'

type Way = 'existing' | 'new'

type AddButtonsProps = {
  userId: number
  username: string
  mayAdd: boolean
  mayCreate: boolean
  /** The dialog that the address asks for. */
  wanted: Way | undefined
}

export function AddButtons({ userId, username, mayAdd, mayCreate, wanted }: AddButtonsProps) {
  const [way, setWay] = useState<Way>()
  const selected = { ids: [userId] }
  useEffect(() => {
    if (!wanted) return
    window.history.replaceState(null, '', window.location.pathname)
    setWay(wanted)
  }, [wanted])
  const shared = { selected, who: username }
  return (
    <>
      {mayAdd && (
        <Button size="sm" onClick={() => setWay('existing')}>
          Add to existing group
        </Button>
      )}
      {mayCreate && (
        <Button size="sm" onClick={() => setWay('new')}>
          Add to new group
        </Button>
      )}
      <AddToGroups
        {...shared}
        open={mayAdd && way === 'existing'}
        onOpenChange={(open) => setWay(open ? 'existing' : undefined)}
      />
      <AddToNewGroup
        {...shared}
        open={mayCreate && way === 'new'}
        onOpenChange={(open) => setWay(open ? 'new' : undefined)}
      />
    </>
  )
}
