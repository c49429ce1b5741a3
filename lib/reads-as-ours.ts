import { Invalid } from './errors'
import { skeleton } from './lookalikes'
import { otherWords, outsideView, peopleWords } from './own-words'

const skeletonsOf = (words: readonly string[]) => new Set(words.map(skeleton))
const hidden = skeletonsOf(Object.values(outsideView))
const ofPeople = skeletonsOf([...Object.values(peopleWords), ...otherWords])

/** Whether a username reads as one of our own words, whatever its case, spaces, punctuation and lookalikes. */
export function readsAsOurs(username: string): boolean {
  const read = skeleton(username)
  return ofPeople.has(read) || hidden.has(read)
}

/** Throws Invalid when the name of a group, role or folder reads as what stands in place of one that is not to be known. */
export function requireOtherThanHidden(name: string, field = 'name'): void {
  if (hidden.has(skeleton(name))) {
    throw new Invalid({
      [field]: ['This reads as what stands in place of a name outside the view. Choose another.'],
    })
  }
}
