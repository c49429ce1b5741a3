'use server'

import { action } from '@/lib/action'
import { namesOfSelected } from '@/lib/users/selected'
import { SelectedUsers } from '@/lib/users/selection-input'

export const namesOfSelectedAction = action(SelectedUsers, namesOfSelected)
