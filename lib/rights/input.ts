import { z } from 'zod'
import { permissionNames } from './catalogue'

export const PermissionName = z.enum(permissionNames, { error: 'There is no such permission.' })
