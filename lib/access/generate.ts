/** Without the letters and digits that are mistaken for each other. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A password of 80 random bits in four groups, easy to read out and to type. */
export function generatePassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  // 32 characters divide 256 evenly, so that each is as likely as any other.
  const letters = [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
