import { FolderOpen, SearchX } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { rootFolder } from '@/lib/kernel/own-words'
import type { UserList } from '@/lib/users/list/list'
import { type ListView, listHref } from './list-href'
import { usersText } from './total-text'

const look = buttonClass()

type NoUsersProps = {
  view: ListView
  folder: UserList['folder']
  /** For somebody who does not see everybody, what is missing here may still be there. */
  seesAll: boolean
}

/** Why there are no users here, and the ways on from it. */
export function NoUsers({ view, folder, seesAll }: NoUsersProps) {
  const below = folder.totalUsers - folder.directUsers
  const includeBelow = !view.subfolders && below > 0 && (
    <a href={listHref(view, { subfolders: true })} className={look}>
      Include sub-folders
    </a>
  )
  if (view.q !== '') {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No users match"
        actions={
          <>
            <a href={listHref(view, { q: '' })} className={look}>
              Clear search
            </a>
            {includeBelow}
            {view.folder !== '' && (
              <a href={listHref(view, { folder: '', from: view.folder, subfolders: true })} className={look}>
                Search everywhere
              </a>
            )}
          </>
        }
      >
        Words are looked for in username, name and email.
      </EmptyState>
    )
  }
  if (!seesAll && !includeBelow) {
    return (
      <EmptyState icon={<FolderOpen />} title="Nobody you may see is here">
        Your part of the directory is the folders on the left, and the users in them over whom you have
        rights.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<FolderOpen />} title="No users in this folder" actions={includeBelow}>
      {includeBelow
        ? `Its sub-folders hold ${usersText({ count: below, capped: false })}.`
        : 'Create the first one, or choose another folder.'}
    </EmptyState>
  )
}

/** The search cannot be understood; an empty list would say that nobody matches. */
export function BadQuery({ view, problem }: { view: ListView; problem: string }) {
  return (
    <ErrorState
      title="This search cannot be understood"
      actions={
        <a href={listHref(view, { q: '' })} className={look}>
          Clear search
        </a>
      }
    >
      <span id="search-problem">{problem}</span>
    </ErrorState>
  )
}

export function NoFolder({ view }: { view: ListView }) {
  return (
    <ErrorState
      title="There is no such folder"
      actions={
        <a href={listHref(view, { folder: '', from: undefined })} className={look}>
          {rootFolder}
        </a>
      }
    >
      {view.folder} was renamed, moved or deleted.
    </ErrorState>
  )
}
