import { unknownPath } from '@/lib/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = unknownPath
