import { endpoint } from '@/lib/doors/api/endpoint'
import { routes } from '@/lib/doors/api/routes'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(routes['/rbac/grants/'])
