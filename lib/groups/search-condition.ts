import 'server-only'
import { and, like, type SQL } from 'drizzle-orm'
import { groups } from '@/db/schema'
import { searchForm } from '@/lib/kernel/names'

const maxWords = 10

/** Every word is found somewhere in the name, without regard to case and accents. */
export function foundByText(text: string): SQL | undefined {
  const words = text.split(/\s+/).filter(Boolean).slice(0, maxWords)
  return and(...words.map((word) => like(groups.search, `%${escapeLike(searchForm(word))}%`)))
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
