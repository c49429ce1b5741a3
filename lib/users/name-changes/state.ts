/** What has become of a link that undoes a change; `taken`: what it would put back belongs to somebody else. */
export type ChangeState = 'open' | 'expired' | 'undone' | 'ended' | 'taken'

type ChangeFacts = { expiresAt: Date; undoneAt: Date | null; endedAt: Date | null; isTaken: boolean }

export function changeState(change: ChangeFacts, now: Date): ChangeState {
  if (change.undoneAt) return 'undone'
  if (change.endedAt) return 'ended'
  if (change.expiresAt <= now) return 'expired'
  return change.isTaken ? 'taken' : 'open'
}
