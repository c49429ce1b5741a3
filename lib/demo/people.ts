import { type Culture, cultures } from './cultures'
import { draw, pick } from './random'
import type { Name } from './rare-names'

export type DemoPerson = { username: string; name: string; email: string | null; locale: string }

const domains = [
  'example.com',
  'example.org',
  'example.net',
  'mail.example.com',
  'northwind.example',
  'contoso.example',
  'uni-hall.example',
]

const cultureOfPercent = cultures.flatMap((culture) => Array.from({ length: culture.share }, () => culture))

/** The n-th person: who it is depends on n alone, and no two share a username or an address. */
export function demoPerson(n: number): DemoPerson {
  const { culture, given, family, repeat } = nameOf(n)
  const latin = `${given.latin}.${family.latin}${repeat || ''}`
  const email = `${draw(n, 10) < 0.1 ? capitalised(latin) : latin}@${domainOf(n, culture)}`
  return {
    username: usernameOf(n, latin, given, family, repeat, email),
    name: displayName(n, culture, given, family),
    email: draw(n, 11) < 0.09 ? null : email,
    locale: culture.locale,
  }
}

// Goes through every pair of names of a culture before a pair comes again, with a number at its end then. Three of five
// people bear a rare family name, where there are any.
function nameOf(n: number) {
  const slot = (n * 37) % 100
  const culture = cultureOfPercent[slot]
  if (!culture) throw new Error('the shares of the cultures must add up to 100')
  const place = Math.floor(n / 100) * culture.share + (slot - cultureOfPercent.indexOf(culture))
  if (culture.rareFamily.length === 0) return { culture, ...pairOf(place, culture.given, culture.family) }
  const [five, rest] = [Math.floor(place / 5), place % 5]
  const pair =
    rest < 3
      ? pairOf(five * 3 + rest, culture.given, culture.rareFamily)
      : pairOf(five * 2 + rest - 3, culture.given, culture.family)
  return { culture, ...pair }
}

function pairOf(place: number, givenNames: Name[], familyNames: Name[]) {
  const pairs = givenNames.length * familyNames.length
  const pair = ((place % pairs) * 7919) % pairs
  const given = givenNames[pair % givenNames.length]
  const family = familyNames[Math.floor(pair / givenNames.length)]
  if (!given || !family) throw new Error('a culture needs names')
  const repeat = Math.floor(place / pairs)
  return { given, family, repeat: repeat === 0 ? 0 : repeat + 1 }
}

function usernameOf(
  n: number,
  latin: string,
  given: Name,
  family: Name,
  repeat: number,
  email: string,
): string {
  const style = draw(n, 12)
  if (n % 997 === 996) return longUsername(n, latin)
  if (style < 0.5) return latin
  if (style < 0.66) return `${given.latin[0]}${family.latin.replaceAll('-', '')}${n}`
  if (style < 0.76) return email
  if (style < 0.86) return `e${String(n).padStart(7, '0')}`
  if (style < 0.93) return `${given.written}.${family.written}${repeat || ''}`
  return `${capitalised(latin)}`
}

/** As long as a username may be. */
function longUsername(n: number, latin: string): string {
  return `${latin}.${n}.${'external-consultant-of-the-joint-programme-'.repeat(4)}`.slice(0, 149).concat('x')
}

function displayName(
  n: number,
  { order, separator, given: all }: Culture,
  given: Name,
  family: Name,
): string {
  const style = draw(n, 13)
  if (style < 0.015) return ''
  if (n % 1009 === 1008) return `${given.written} ${`${family.written} `.repeat(90)}`.slice(0, 250).trim()
  if (order === 'family-first') return `${family.written}${separator}${given.written}`
  const second = style > 0.8 ? ` ${pick(all, n, 14).written}` : ''
  const title = style > 0.03 ? '' : 'Dr. '
  return `${title}${given.written}${second} ${family.written}`
}

function domainOf(n: number, { locale }: Culture): string {
  if (draw(n, 15) < 0.05) return `${locale.slice(3).toLowerCase()}.branch-${n % 40}.example.org`
  return pick(domains, n, 16)
}

function capitalised(latin: string): string {
  return latin.replace(/(^|[.-])\p{L}/gu, (start) => start.toUpperCase())
}
