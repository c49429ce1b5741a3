import { useCallback, useState } from 'react'
import { userNoun } from '@/app/(console)/directory/nouns'
import { useDeed } from '@/components/client/use-deed'
import { counted } from '@/components/count-text'
import { toast } from '@/components/ui/toast'
import { type Act, type ActName, afterActivation } from './act'
import { activateUsersAction } from './actions'

/** What is done to users: reviewed first, save that one who is activated is so at once, since nothing is taken away. */
export function useActing(onDone: (name: ActName) => void) {
  const [act, setAct] = useState<Act>()
  const { deed: activate } = useDeed(activateUsersAction, ({ count }) => {
    if (count === 0) toast.info('The user is active already')
    else toast.success(`${counted(count, userNoun)} activated`, { description: afterActivation })
    onDone('activate')
  })
  const begin = (act: Act) => (isActivationOfOne(act) ? activate({ selected: act.selected }) : setAct(act))
  return { act, begin, close: useCallback(() => setAct(undefined), []) }
}

function isActivationOfOne({ name, selected }: Act): boolean {
  return name === 'activate' && 'ids' in selected && selected.ids.length === 1
}
