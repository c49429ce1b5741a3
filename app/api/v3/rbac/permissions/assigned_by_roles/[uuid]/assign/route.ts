import { endpoint } from '@/lib/api'
import { routes } from '@/lib/api/routes'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  routes['/rbac/permissions/assigned_by_roles/{uuid}/assign/'],
)
