import { Invalid } from './errors'
import { glance, skeleton } from './lookalikes'
import { otherWords, outsideView, peopleWords } from './own-words'

/** Read without "the" or "a", which make no other name of it. The initial of a.you is none. */
const bare = (name: string) => skeleton(glance(name).replace(/^[^\p{L}\p{N}]*(?:the|an?[\s_])/u, ''))
const withAny = (words: string) => ['the', 'a', 'an'].map((article) => article + bare(words))
const isBare = (words: string) => skeleton(words) === bare(words)

const hidden = new Set(Object.values(outsideView).flatMap((words) => [bare(words), ...withAny(words)]))
const ofPeople = new Set(
  [...Object.values(peopleWords), ...otherWords].flatMap((words) =>
    isBare(words) ? [bare(words)] : withAny(words),
  ),
)

const isIn = (ours: Set<string>, name: string) => ours.has(skeleton(name)) || ours.has(bare(name))

/** Whether a username reads as one of our own words, whatever its case, article, spaces, punctuation and lookalikes. */
export function readsAsOurs(username: string): boolean {
  return isIn(ofPeople, username) || isIn(hidden, username)
}

/** Throws Invalid when the name of a group, role or folder reads as what stands in place of one that is not to be known. */
export function requireOtherThanHidden(name: string, field = 'name'): void {
  if (isIn(hidden, name)) {
    throw new Invalid({
      [field]: ['This reads as what stands in place of a name outside the view. Choose another.'],
    })
  }
}
