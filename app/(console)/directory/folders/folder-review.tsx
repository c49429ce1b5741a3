import type { ReactNode } from 'react'
import type { Plan } from '@/lib/acts/plan'
import type { PlanFolderChange } from '@/lib/folders/input'
import { readLookup } from '../../../../components/client/read-lookup'
import type { Noun } from '../../../../components/count-text'

export const folderNoun: Noun = ['folder', 'folders']

/** What goes along with a folder. */
export const alongWith = {
  users: ['user', 'users'],
  folders: ['folder below it', 'folders below it'],
} as const satisfies Record<string, Noun>

/** What the change would do, as the server works it out. */
export async function readFolderPlan(change: PlanFolderChange): Promise<Plan> {
  const query = new URLSearchParams(Object.entries(change).map(([key, value]) => [key, String(value)]))
  return readLookup(`/directory/folders/plan?${query}`)
}

/** Whom a new path concerns. */
export function pathChanges(text: string): ReactNode {
  if (text === '') return 'The folder is empty: nobody is concerned.'
  return `This concerns ${text}: their path changes, and nothing else about them.`
}
