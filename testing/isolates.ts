/** What stands outside of every isolate, as UAX #9 pairs them (BD9); one that ends nowhere reaches to the end of its line. */
export function outsideOfIsolates(text: string): string {
  return text.split('\n').map(ofLine).join('\n')
}

function ofLine(line: string): string {
  let depth = 0
  let outside = ''
  for (const character of line) {
    if (/[\u2066-\u2068]/.test(character)) depth++
    else if (character === '\u2069' && depth > 0) depth--
    else if (depth === 0) outside += character
  }
  return outside + (depth > 0 ? '\u2068' : '')
}
