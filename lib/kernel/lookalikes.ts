/**
 * Letters that look like one of a–z, of alphabets in which whole words can, and signs that do: from the confusables of
 * UTS #39, Unicode 15, and the small capitals, which are not among them.
 * Letters with marks are looked up without them.
 */
const alike = {
  a: 'ɑΑαАаᎪᗅꓮⱭᴀ⍺',
  b: 'ƀƂƃƄɓΒБВЬѢѣҌҍᏏᏴᑲᑳᖯᗷꓐꞴʙᴃ',
  c: 'ȼСсҪҫᏟᴄⲤⲥꓚꮯ𐐕𐐽',
  d: 'ÐĐđƉƌɖɗԁᎠᏧᑯᗞᗪꓒꓓᴅᴆ',
  e: 'ɆɇΕЕеҽҿᎬⴹꓰꬲᴇ℮⋿',
  f: 'ƑƒϜքᖴᵮẝꓝꞘꞙꬵꜰ',
  g: 'ƍǤǥɠɡԌցᏀᏳᶃꓖɢʛꞬ',
  h: 'ĦħɦΗНћҢһӇӉհᎻᏂᏲᕼⱧⲎꓧꚕʜꞕ',
  i: 'ıɨɩɪιіӏᎥᵻᵼꙇꭵꞮ⍳',
  j: 'ɈɉͿϳЈјᎫᒍꓙꞲᴊȷ',
  k: 'ƙΚКҚҞᏦⱩⲔꓗꝀᴋ',
  l: 'ŁłƖƗƚǀɫɭΙІӀᏞᒪⲒⳐⵏꓡꓲ𐐛ʟᴌꝇ∣⏽',
  m: 'ΜϺМӍᎷᗰⲘꓟᴍ',
  n: 'ƝƞɳΝηոռᵰⲚꓠɴᴎ',
  o: 'ØøƟɵΘΟθοσОоѲѳӨөՕօᎾᏫᴏᴑⲞⲟⴱⵁⵔꓳꝊꝋꬽꬾꭴꮎꮻ𐐄𐐬',
  p: 'ƥΡρРрᏢᑭᵽⲢⲣꓑᴘ⍴',
  q: 'ʠԛգզⵕꞯ',
  r: 'ƦɍɼɽгғᎡᏒᖇᴦᵲⲅꓣꭇꭈꮁʀᴙꞃ',
  s: 'ƽʂЅѕՏᏕᏚᵴꓢꜱꮪ𐐠𐑈ꞅ',
  t: 'ŦŧƭƮȾΤТҬᎢᵵⲦꓔᴛꞇ',
  u: 'ɄʋυՍսᏌᑌᴜᵾꓴꞟꭎꭒꮜ∪⋃',
  v: 'νѴѵᏙᐯᴠⴸꓦꮩ∨⋁',
  w: 'ɯѡѽԜԝաᎳᏔᴡꓪꝡꮃ⍵',
  x: 'ΧХхҲᕁᕽⲬⵝꓫꞳ',
  y: 'ƴɎɏɣʏΥγУуҮүҰұᎩᎽᶌỿⲨꓬꭚ',
  z: 'ƵƶȤȥʐΖᏃᴢᵶꓜꮓ',
}

/**
 * Letters of other alphabets, and signs, that look less like one of a–z. In a whole name of ours they are read as these; to
 * hold them against a name for itself would keep out those who write so.
 */
const faint = {
  ...{ b: 'вβъ', c: 'ς', d: 'δ', e: 'ε', h: 'нη', k: 'кκ', m: 'м', n: 'пπ', t: 'тτ', u: 'иμцџ' },
  ...{ w: 'шщω', x: 'χ×⨯⤫⤬╳✕✖', y: 'ч', o: '○◯⚪〇', l: '丨│┃' },
}

/** Where A to Z stand in boxes, in circles and as halves of flags, which NFKC leaves as they are. */
const boxes = [0x1f150, 0x1f170, 0x1f1e6]

function unboxed(letter: string): string | undefined {
  const code = letter.codePointAt(0) ?? 0
  const first = boxes.find((box) => code >= box && code < box + 26)
  return first === undefined ? undefined : String.fromCharCode(97 + code - first)
}

/**
 * Latin letters of phonetic notation, of old spellings and of small capitals, which next to no language needs, and signs,
 * which belong to every script.
 */
const unneeded = /[⍺⍳⍴⍵℮⋿∣⏽∪⋃∨⋁ɑɡɢɪɴʀʏʙʛʜʟȷⱭꜰꜱꝇꝡꞃꞅꞇꞕꞬꞮꞯ\u1d00-\u1dbf\uab30-\uab64]/

type Letters = Record<string, string>
const latinBy = (letters: Letters) =>
  new Map(Object.entries(letters).flatMap(([latin, others]) => [...others].map((one) => [one, latin])))
const alikeBy = latinBy(alike)
const faintBy = latinBy(faint)

const baseOf = (letter: string) => [...letter.normalize('NFKD')][0] ?? ''

/** The letter of a–z that this one looks like, by its shape and not its sound; undefined for a–z themselves. */
export function looksLike(letter: string): string | undefined {
  return alikeBy.get(baseOf(letter))
}

/** The same of a letter that nobody needs for a name, so that it can only be there for its looks. */
export function poses(letter: string): string | undefined {
  return unneeded.test(baseOf(letter)) ? looksLike(letter) : undefined
}

function read(letter: string): string {
  const lower = baseOf(letter.toLowerCase())
  return looksLike(letter) ?? alikeBy.get(lower) ?? faintBy.get(lower) ?? unboxed(letter) ?? letter
}

/** A name as it is read at a glance: without case and marks, and with one letter for those that look alike. */
export function glance(name: string): string {
  return [...name.normalize('NFKC')]
    .map(read)
    .join('')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[1i|]/g, 'l')
    .replaceAll('0', 'o')
}

/** Letters that are read as punctuation. */
const asPunctuation = /[\p{Lm}ǃꞋꞌ]/gu

/**
 * What is left of a glance without spaces and punctuation. Two names of one skeleton can be taken for each other; for
 * comparing only, never for showing.
 */
export function skeleton(name: string): string {
  return glance(name)
    .replace(asPunctuation, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
}
