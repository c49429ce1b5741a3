import type { ReactNode } from 'react'
import type { ActionState } from '@/lib/action-state'
import type { PlanFolderChange } from '@/lib/folders/input'
import type { Plan } from '@/lib/plan'
import type { Noun } from '../count-text'
import { fetchLookup } from './use-lookup'

export const folderNoun: Noun = ['folder', 'folders']

/** What goes along with a folder. */
export const alongWith = {
  users: ['user', 'users'],
  folders: ['folder below it', 'folders below it'],
} as const satisfies Record<string, Noun>

/** What the change would do, as the server works it out. */
export async function readFolderPlan(change: PlanFolderChange): Promise<ActionState<Plan>> {
  const query = new URLSearchParams(Object.entries(change).map(([key, value]) => [key, String(value)]))
  try {
    return { status: 'done', result: await fetchLookup<Plan>(`/directory/folders/plan?${query}`) }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError) throw error
    return { status: 'failed', message: error.message }
  }
}

/** Whom a new path concerns. */
export function pathChanges(text: string): ReactNode {
  if (text === '') return 'The folder is empty: nobody is concerned.'
  return `This concerns ${text}: their path changes, and nothing else about them.`
}
