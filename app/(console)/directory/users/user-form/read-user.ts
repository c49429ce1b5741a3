import type { EditableUser } from '@/lib/users/editable'

/** The user as it is now. Throws an Error with a sentence for people. */
export async function readUser(userId: number): Promise<EditableUser> {
  const response = await fetch(`/directory/users/${userId}/editable`).catch(() => undefined)
  const answer = await response?.json().catch(() => undefined)
  if (!response?.ok || !answer) throw new Error(answer?.message ?? 'The server did not answer as it should.')
  return answer
}
