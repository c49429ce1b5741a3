'use client'

import { Plus } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { type FormEvent, useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useLazyDialog } from './user-form/use-lazy-dialog'

const load = () => import('./user-form/create-dialog')

/** The button and, once wanted, the dialog. `path`: the folder it proposes. The address opens it too, by `create=yes`. */
export function CreateUser({ path }: { path: string }) {
  const { Dialog, prepare, fetchNow } = useLazyDialog(load)
  const [open, setOpen] = useState(false)
  const [pending, startTransition] = useTransition()
  const searchParams = useSearchParams()
  const wanted = searchParams.get('create') === 'yes'

  useEffect(() => {
    if (!wanted) return
    const url = new URL(window.location.href)
    url.searchParams.delete('create')
    window.history.replaceState(null, '', url)
    fetchNow().then(setOpen)
  }, [wanted, fetchNow])

  function show(event: FormEvent) {
    event.preventDefault()
    startTransition(async () => setOpen(await fetchNow()))
  }

  // A form, so that a click before the scripts are there asks for the page with the dialog open.
  return (
    <>
      <form action="/directory/users" onSubmit={show}>
        {[...searchParams].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="create" value="yes" />
        <Button type="submit" variant="primary" loading={pending} onPointerEnter={prepare} onFocus={prepare}>
          <Plus aria-hidden /> Create
        </Button>
      </form>
      {Dialog && <Dialog open={open} onOpenChange={setOpen} path={path} />}
    </>
  )
}
