import { lookup } from '@/lib/doors/lookup'
import { givableTo } from '@/lib/grants/givable'
import { Holder } from '@/lib/grants/input'

export const GET = lookup('grants.create', Holder, givableTo)
