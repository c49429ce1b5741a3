import { useRouter } from 'next/navigation'
import { lazy, Suspense, useRef, useState } from 'react'
import { AddToGroups } from '@/app/(console)/directory/groups/add-to-group'
import { useDeed } from '@/components/client/use-deed'
import { BulkBar } from '@/components/table/bulk-bar'
import { Button } from '@/components/ui/button'
import type { UserTotal } from '@/lib/users/list/list'
import { namesOfSelectedAction } from './actions'
import { type ActName, type AllowedActs, isAllowed } from './acts/act'
import { useActing } from './acts/use-acting'
import { UserAct } from './acts/user-act'
import { copyLines } from './copy-lines'
import { selectedInput, selectedTotal } from './selected'
import { countText, usersText } from './total-text'
import type { Selection, useSelection } from './use-selection'

const loadMoveDialog = () => import('./move-users-dialog')
const MoveUsersDialog = lazy(loadMoveDialog)

const names: { name: ActName; label: string; variant: 'secondary' | 'danger-quiet' }[] = [
  { name: 'deactivate', label: 'Deactivate', variant: 'secondary' },
  { name: 'activate', label: 'Activate', variant: 'secondary' },
  { name: 'end-sessions', label: 'End sessions', variant: 'secondary' },
  { name: 'delete', label: 'Delete', variant: 'danger-quiet' },
]

type SelectionBarProps = {
  picking: ReturnType<typeof useSelection>
  total: UserTotal
  /** There are more that match than this page holds. */
  canSelectAll: boolean
  canMove: boolean
  allowed: AllowedActs
  folder: string
}

/** What can be done with the selected users. */
export function SelectionBar({ picking, total, canSelectAll, canMove, allowed, folder }: SelectionBarProps) {
  const { selection, page, selectAll, clear } = picking
  const [isMoving, setMoving] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const router = useRouter()
  const { act, begin, close: closeAct } = useActing(acted)
  const moveButton = useRef<HTMLButtonElement>(null)
  if (selection.kind === 'some' && selection.users.size === 0) return null
  const count = selectedTotal(selection)
  function acted() {
    clear()
    router.refresh()
  }
  return (
    <BulkBar
      summary={`${countText(count)} selected`}
      onClear={clear}
      more={
        selection.kind === 'some' &&
        page.all &&
        canSelectAll && (
          <Button variant="ghost" size="sm" className="text-accent-ink" onClick={() => selectAll(total)}>
            Select all {countText(total)} that match
          </Button>
        )
      }
    >
      <CopyButton selection={selection} field="username" label="Copy usernames" />
      <CopyButton selection={selection} field="email" label="Copy emails" />
      {canMove && (
        <Button
          ref={moveButton}
          size="sm"
          onPointerEnter={loadMoveDialog}
          onFocus={loadMoveDialog}
          onClick={() => setMoving(true)}
        >
          Move to folder…
        </Button>
      )}
      {allowed.addToGroup && (
        <Button size="sm" onClick={() => setAdding(true)}>
          Add to group…
        </Button>
      )}
      {names
        .filter(({ name }) => isAllowed(name, allowed))
        .map(({ name, label, variant }) => (
          <Button
            key={name}
            size="sm"
            variant={variant}
            onClick={() => begin({ name, selected: selectedInput(selection) })}
          >
            {label}
          </Button>
        ))}
      <UserAct act={act} allowed={allowed} onClose={closeAct} onDone={acted} />
      <AddToGroups
        selected={selectedInput(selection)}
        who={usersText(count)}
        open={isAdding}
        onOpenChange={setAdding}
        onDone={clear}
      />
      {isMoving && (
        <Suspense>
          <MoveUsersDialog
            selection={selection}
            folder={folder}
            onClose={() => setMoving(false)}
            onMoved={clear}
            returnFocus={() => (moveButton.current ?? document.getElementById('main'))?.focus()}
          />
        </Suspense>
      )}
    </BulkBar>
  )
}

type CopyButtonProps = { selection: Selection; field: 'username' | 'email'; label: string }

function CopyButton({ selection, field, label }: CopyButtonProps) {
  const { pending, deed: copyAll } = useDeed(namesOfSelectedAction, (users) => void copyLines(users, field))
  const copy = () =>
    selection.kind === 'some'
      ? copyLines([...selection.users.values()], field)
      : copyAll({ matching: selection.matching })
  return (
    <Button size="sm" loading={pending} onClick={copy}>
      {label}
    </Button>
  )
}
