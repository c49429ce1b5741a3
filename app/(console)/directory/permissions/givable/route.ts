import { givableTo } from '@/lib/grants/givable'
import { Holder } from '@/lib/grants/input'
import { lookup } from '@/lib/lookup'

export const GET = lookup('grants.create', Holder, givableTo)
