'use client'

import { Plus } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useLazyDialog } from './user-form/use-lazy-dialog'

const load = () => import('./user-form/create-dialog')

/** The button and, once wanted, the dialog. `path`: the selected folder. The address opens it too, by `create=yes`. */
export function CreateUser({ path }: { path: string }) {
  const { Dialog, prepare, fetchNow } = useLazyDialog(load)
  const [open, setOpen] = useState(false)
  const [pending, startTransition] = useTransition()
  const wanted = useSearchParams().get('create') === 'yes'

  useEffect(() => {
    if (!wanted) return
    const url = new URL(window.location.href)
    url.searchParams.delete('create')
    window.history.replaceState(null, '', url)
    fetchNow().then(setOpen)
  }, [wanted, fetchNow])

  return (
    <>
      <Button
        variant="primary"
        loading={pending}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => startTransition(async () => setOpen(await fetchNow()))}
      >
        <Plus aria-hidden /> Create
      </Button>
      {Dialog && <Dialog open={open} onOpenChange={setOpen} path={path === '' ? 'users' : path} />}
    </>
  )
}
