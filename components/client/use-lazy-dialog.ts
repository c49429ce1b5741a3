import { type ComponentType, useCallback, useRef, useState } from 'react'
import { toast } from '@/components/ui/toast'

/** The code of a dialog, fetched at the first sign that it is wanted. */
export function useLazyDialog<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const [dialog, setDialog] = useState<{ component: ComponentType<Props> }>()
  const loader = useRef(load)
  const prepare = useCallback(() => {
    loader.current().then(
      ({ default: component }) => setDialog({ component }),
      () => {},
    )
  }, [])
  const fetchNow = useCallback(async () => {
    try {
      const { default: component } = await loader.current()
      setDialog({ component })
      return true
    } catch {
      toast.error('The form could not be loaded. Check the connection and try again.')
      return false
    }
  }, [])
  return { Dialog: dialog?.component, prepare, fetchNow }
}
