import { endpoint } from '@/lib/api'
import { routes } from '@/lib/api/routes'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(routes['/core/groups/{uuid}/used_by/'])
