'use server'

import { cancelJob } from '@/lib/acts/jobs/cancel'
import { JobId } from '@/lib/acts/jobs/input'
import { action } from '@/lib/doors/action'

export const cancelJobAction = action('signed-in', JobId, cancelJob)
