const widths = [20, 8, 9, 8, 8, 10, 8]

/** One line of a table, its last cell as long as it likes. */
export function printRow(cells: string[]): void {
  console.log(cells.map((cell, index) => (widths[index] ? cell.padEnd(widths[index]) : cell)).join(' '))
}
