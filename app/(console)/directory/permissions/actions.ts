'use server'

import { action } from '@/lib/doors/action'
import { createGrant } from '@/lib/grants/create'
import { deleteGrants } from '@/lib/grants/delete'
import { CreateGrant, DeleteGrants } from '@/lib/grants/input'

export const createGrantAction = action('grants.create', CreateGrant, createGrant)

export const deleteGrantsAction = action('grants.delete', DeleteGrants, deleteGrants)
