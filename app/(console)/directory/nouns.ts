import type { Noun } from '@/components/count-text'
import type { EndingNouns } from '@/components/review/plan-rows'

export const userNoun: Noun = ['user', 'users']

export const groupNoun: Noun = ['group', 'groups']

/** What goes with a group. */
export const groupEndings: EndingNouns = {
  memberships: ['membership', 'memberships'],
  grants: ['grant it holds', 'grants it holds'],
  grantsOver: ['grant over it', 'grants over it'],
  groupsBelow: ['place of a group below it', 'places of groups below it'],
}
