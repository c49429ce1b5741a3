import { z } from 'zod'
import { Review } from '@/lib/acts/plan'
import { invisible, withoutNull } from '@/lib/kernel/characters'

export const maxFolderDepth = 32
export const maxPathLength = 255

function segmentProblem(segment: string): string | undefined {
  if (segment === '') return 'A folder name cannot be empty.'
  if (segment === '.' || segment === '..') return 'A folder cannot be called "." or "..".'
  if (segment !== segment.trim()) return 'A folder name cannot begin or end with a space.'
  if (invisible.test(segment)) return 'A folder name cannot hold control or invisible characters.'
}

function pathProblem(path: string): string | undefined {
  if (path === '') return 'Enter a folder, such as users/staff.'
  if (path.startsWith('/') || path.endsWith('/')) return 'A path has no slash at its beginning or end.'
  if (path.includes('//')) return 'A path cannot hold two slashes in a row.'
  if ([...path].length > maxPathLength) return `A path may have at most ${maxPathLength} characters.`
  const segments = path.split('/')
  if (segments.length > maxFolderDepth) return `Folders may be nested at most ${maxFolderDepth} levels deep.`
  for (const segment of segments) {
    const problem = segmentProblem(segment)
    if (problem) return problem
  }
}

const checked = (problem: (value: string) => string | undefined) =>
  z
    .string()
    // Far more than is kept, so that the message below tells how long it may be.
    .max(10_000)
    .transform((value) => value.normalize('NFC'))
    .superRefine((value, ctx) => {
      const message = problem(value)
      if (message) ctx.addIssue({ code: 'custom', message })
    })

/** A path such as users/staff/berlin: exact, without slashes at its ends, at most 255 characters and 32 levels. */
export const FolderPath = checked(pathProblem)

export const FolderName = checked((name) => {
  if (name === '') return 'Enter a name.'
  if (name.includes('/')) return 'A folder name cannot hold a slash.'
  return [...name].length > maxPathLength
    ? `A folder name may have at most ${maxPathLength} characters.`
    : segmentProblem(name)
})

const folderId = z.coerce.number().pipe(z.int32().positive())

export const CreateFolder = z.object({ parentId: folderId, name: FolderName })
export type CreateFolder = z.infer<typeof CreateFolder>

/** `review`, here and below: the plan that was seen and agreed to. */
export const RenameFolder = z.object({ id: folderId, name: FolderName, review: Review.optional() })
export type RenameFolder = z.infer<typeof RenameFolder>

export const MoveFolder = z.object({ id: folderId, parentId: folderId, review: Review.optional() })
export type MoveFolder = z.infer<typeof MoveFolder>

/** `moveUsersTo`: where the users of the folder go; without it only a folder with no users can be deleted. */
export const DeleteFolder = z.object({
  id: folderId,
  moveUsersTo: folderId.optional(),
  review: Review.optional(),
})
export type DeleteFolder = z.infer<typeof DeleteFolder>

/** A change to review before it is made. What a new name or another place for the users does not alter is not asked for. */
export const PlanFolderChange = z.discriminatedUnion('change', [
  z.object({ change: z.literal('rename'), id: folderId }),
  z.object({ change: z.literal('move'), id: folderId, parentId: folderId }),
  z.object({ change: z.literal('delete'), id: folderId }),
])
export type PlanFolderChange = z.infer<typeof PlanFolderChange>

/** What part of the tree to show: the way down to one folder, and those that are open. */
export const ListFolderTree = z.object({
  selectedPath: z.string().max(1000).regex(withoutNull).catch('').default(''),
  open: z.array(folderId).max(1000).catch([]).default([]),
})
export type ListFolderTree = z.infer<typeof ListFolderTree>

/** `after`: the last of the children already shown. */
export const ListFolderChildren = z.object({ parent: folderId, after: folderId.optional() })
export type ListFolderChildren = z.infer<typeof ListFolderChildren>

export const SearchFolders = z.object({
  text: z
    .string()
    .max(1000)
    .regex(withoutNull, { error: 'A search cannot hold a null character.' })
    .default(''),
  limit: z.coerce.number().pipe(z.int().min(1).max(50)).default(20),
})
export type SearchFolders = z.infer<typeof SearchFolders>
