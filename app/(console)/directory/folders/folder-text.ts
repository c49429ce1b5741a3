const exact = new Intl.NumberFormat('en')
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

export function shortCount(count: number): string {
  return count < 10_000 ? exact.format(count) : compact.format(count)
}

/** "1 user", "1,204 users". */
export function counted(count: number, noun: string): string {
  return `${exact.format(count)} ${noun}${count === 1 ? '' : 's'}`
}

export function usersTitle({ directUsers, totalUsers }: { directUsers: number; totalUsers: number }): string {
  const total = counted(totalUsers, 'user')
  return directUsers === totalUsers ? total : `${total}, ${exact.format(directUsers)} of them directly here`
}
