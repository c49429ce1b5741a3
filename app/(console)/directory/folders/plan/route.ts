import { lookup } from '@/lib/doors/lookup'
import { PlanFolderChange } from '@/lib/folders/input'
import { planFolderChange } from '@/lib/folders/plan'

export const GET = lookup(['folders.update', 'folders.delete'], PlanFolderChange, planFolderChange)
