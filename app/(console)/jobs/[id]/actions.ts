'use server'

import { action } from '@/lib/action'
import { cancelJob } from '@/lib/jobs/cancel'
import { JobId } from '@/lib/jobs/input'

export const cancelJobAction = action('signed-in', JobId, cancelJob)
