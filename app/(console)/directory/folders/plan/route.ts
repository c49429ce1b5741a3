import { PlanFolderChange } from '@/lib/folders/input'
import { planFolderChange } from '@/lib/folders/plan'
import { lookup } from '@/lib/lookup'

export const GET = lookup(['folders.update', 'folders.delete'], PlanFolderChange, planFolderChange)
