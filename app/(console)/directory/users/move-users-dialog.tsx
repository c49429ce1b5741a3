'use client'

import { useState } from 'react'
import { FolderFormDialog } from '@/components/folders/folder-form-dialog'
import { FolderPicker, type PickedFolder } from '@/components/folders/folder-picker'
import { useSubmit } from '@/components/folders/use-submit'
import { toast } from '@/components/ui/toast'
import { fieldError, messageOf } from '@/lib/action-state'
import { moveUsersAction } from './actions'
import { selectedInput, selectedTotal } from './selected'
import { usersText } from './total-text'
import type { Selection } from './use-selection'

type MoveUsersDialogProps = {
  selection: Selection
  /** The folder whose surroundings are shown at first. */
  folder: string
  onClose: () => void
  onMoved: () => void
  returnFocus: () => void
}

/** Says how many users go where before they go. */
export default function MoveUsersDialog({
  selection,
  folder,
  onClose,
  onMoved,
  returnFocus,
}: MoveUsersDialogProps) {
  const [target, setTarget] = useState<PickedFolder>()
  const users = usersText(selectedTotal(selection))
  const { state, pending, submit } = useSubmit(moveUsersAction, ({ moved, path }) => {
    toast.success(`${usersText({ count: moved, capped: false })} moved`, { description: `Now in ${path}` })
    onClose()
    onMoved()
  })
  return (
    <FolderFormDialog
      title={`Move ${users}`}
      {...(selection.kind === 'all' && { description: 'All that match the search, on every page.' })}
      submitLabel={`Move ${users}`}
      pending={pending}
      disabled={!target}
      message={messageOf(state)}
      onSubmit={() => submit({ selected: selectedInput(selection), folderId: target?.id })}
      onClose={onClose}
      returnFocus={returnFocus}
    >
      <FolderPicker
        label="Move to"
        selected={target}
        onSelect={setTarget}
        initialPath={folder}
        reasonAgainst={({ path }) => (path === '' ? 'Users are in a folder below this one.' : undefined)}
        error={fieldError(state, 'folderId')}
      />
    </FolderFormDialog>
  )
}
