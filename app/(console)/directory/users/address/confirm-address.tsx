'use client'

import { useDeed } from '@/components/client/use-deed'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { isolated } from '@/lib/kernel/isolated'
import { confirmAddressAction } from './actions'

export function ConfirmAddress({ userId, email }: { userId: number; email: string }) {
  const { pending, deed: confirm } = useDeed(confirmAddressAction, () => {
    toast.success(`Recovery links are mailed to ${isolated(email)} again`)
  })
  return (
    <Button size="sm" disabled={pending} onClick={() => confirm({ userId, email })}>
      Confirm address
    </Button>
  )
}
