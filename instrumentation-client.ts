import { watchTraversal } from '@/components/client/traversal'

watchTraversal()
