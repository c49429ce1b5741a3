'use client'

import { Plus } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { type FormEvent, useEffect, useState } from 'react'
import { useLazyDialog } from '@/components/client/use-lazy-dialog'
import { useRun } from '@/components/client/use-submit'
import { Button } from '@/components/ui/button'

const load = () => import('./user-form/create-dialog')

/** The button and, once wanted, the dialog. `path`: the folder it proposes. The address opens it too, by `create=yes`. */
export function CreateUser({ path }: { path: string }) {
  const { Dialog, prepare, fetchNow } = useLazyDialog(load)
  const [open, setOpen] = useState(false)
  const { pending, run } = useRun()
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
    run(fetchNow, setOpen)
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
