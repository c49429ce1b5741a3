/** The columns one can hide, in their order. */
export const columnLabels = {
  email: 'Email',
  folder: 'Folder',
  type: 'Type',
  active: 'Active',
  'last-sign-in': 'Last sign-in',
  created: 'Created',
} as const

export type Column = keyof typeof columnLabels

export const columnNames = Object.keys(columnLabels) as Column[]

/** Holds the names of the hidden columns, so that a column added later is shown. */
export const hiddenColumnsCookie = 'latchkey-users-hidden'

export function parseHiddenColumns(value: string | undefined): Column[] {
  const hidden = (value ?? '').split('.')
  return columnNames.filter((name) => hidden.includes(name))
}

export function formatHiddenColumns(hidden: Column[]): string | undefined {
  return hidden.length === 0 ? undefined : hidden.join('.')
}
