import { unknownPath } from '@/lib/doors/api/endpoint'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = unknownPath
