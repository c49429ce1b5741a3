import { toast } from '@/components/ui/toast'
import type { Picked } from './use-selection'

/** Puts one line per user on the clipboard and says how many. */
export async function copyLines(users: Pick<Picked, 'username' | 'email'>[], field: 'username' | 'email') {
  const lines = users.map((user) => user[field]).filter((line) => line !== null)
  const what = field === 'username' ? ['username', 'usernames'] : ['email', 'emails']
  if (lines.length === 0) return toast.warning('None of them has an email address.')
  try {
    await navigator.clipboard.writeText(lines.join('\n'))
    const without = users.length - lines.length
    toast.success(`${lines.length.toLocaleString('en')} ${lines.length === 1 ? what[0] : what[1]} copied`, {
      ...(without > 0 && {
        description: `${without.toLocaleString('en')} without an email address left out.`,
      }),
    })
  } catch {
    toast.error('The browser does not let this page use the clipboard.')
  }
}
