/**
 * Letters that look like one of a–z, of alphabets in which whole words can: from the confusables of UTS #39, Unicode 15.
 * Letters with marks are looked up without them.
 */
const alike = {
  a: 'ɑΑαАаᎪᗅꓮ',
  b: 'ƀƂƃƄɓΒБВЬѢѣҌҍᏏᏴᑲᑳᖯᗷꓐꞴ',
  c: 'ȼСсҪҫᏟᴄⲤⲥꓚꮯ𐐕𐐽',
  d: 'ÐĐđƉƌɖɗԁᎠᏧᑯᗞᗪꓒꓓ',
  e: 'ɆɇΕЕеҽҿᎬⴹꓰꬲ',
  f: 'ƑƒϜքᖴᵮẝꓝꞘꞙꬵ',
  g: 'ƍǤǥɠɡԌցᏀᏳᶃꓖ',
  h: 'ĦħɦΗНћҢһӇӉհᎻᏂᏲᕼⱧⲎꓧꚕ',
  i: 'ıɨɩɪιіӏᎥᵻᵼꙇꭵ',
  j: 'ɈɉͿϳЈјᎫᒍꓙꞲ',
  k: 'ƙΚКҚҞᏦⱩⲔꓗꝀ',
  l: 'ŁłƖƗƚǀɫɭΙІӀᏞᒪⲒⳐⵏꓡꓲ𐐛',
  m: 'ΜϺМӍᎷᗰⲘꓟ',
  n: 'ƝƞɳΝηոռᵰⲚꓠ',
  o: 'ØøƟɵΘΟθοσОоѲѳӨөՕօᎾᏫᴏᴑⲞⲟⴱⵁⵔꓳꝊꝋꬽꬾꭴꮎꮻ𐐄𐐬',
  p: 'ƥΡρРрᏢᑭᵽⲢⲣꓑ',
  q: 'ʠԛգզⵕ',
  r: 'ƦɍɼɽгғᎡᏒᖇᴦᵲⲅꓣꭇꭈꮁ',
  s: 'ƽʂЅѕՏᏕᏚᵴꓢꜱꮪ𐐠𐑈',
  t: 'ŦŧƭƮȾΤТҬᎢᵵⲦꓔ',
  u: 'ɄʋυՍսᏌᑌᴜᵾꓴꞟꭎꭒꮜ',
  v: 'νѴѵᏙᐯᴠⴸꓦꮩ',
  w: 'ɯѡѽԜԝաᎳᏔᴡꓪꝡꮃ',
  x: 'ΧХхҲᕁᕽⲬⵝꓫꞳ',
  y: 'ƴɎɏɣʏΥγУуҮүҰұᎩᎽᶌỿⲨꓬꭚ',
  z: 'ƵƶȤȥʐΖᏃᴢᵶꓜꮓ',
}

const latinOf = new Map(
  Object.entries(alike).flatMap(([latin, others]) => [...others].map((one) => [one, latin])),
)

/** The letter of a–z that this one looks like, by its shape and not its sound; undefined for a–z themselves. */
export function looksLike(letter: string): string | undefined {
  const [base = ''] = letter.normalize('NFKD')
  return latinOf.get(base)
}

/**
 * What is left of a name at a glance: without case, marks, spaces and punctuation, and with one letter for those that look
 * alike. Two names of one skeleton can be taken for each other; for comparing only, never for showing.
 */
export function skeleton(name: string): string {
  return [...name.normalize('NFKC')]
    .map((character) => looksLike(character) ?? looksLike(character.toLowerCase()) ?? character)
    .join('')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[1i|]/g, 'l')
    .replaceAll('0', 'o')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}
