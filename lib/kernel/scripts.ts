/** ISO 15924 codes of the scripts of Unicode 17. */
const codes =
  `Adlm Aghb Ahom Arab Armi Armn Avst Bali Bamu Bass Batk Beng Berf Bhks Bopo Brah Brai Bugi Buhd Cakm Cans Cari
Cham Cher Chrs Copt Cpmn Cprt Cyrl Deva Diak Dogr Dsrt Dupl Egyp Elba Elym Ethi Gara Geor Glag Gong Gonm Goth Gran Grek
Gujr Gukh Guru Hang Hani Hano Hatr Hebr Hira Hluw Hmng Hmnp Hung Ital Java Kali Kana Kawi Khar Khmr Khoj Kits Knda Krai
Kthi Lana Laoo Latn Lepc Limb Lina Linb Lisu Lyci Lydi Mahj Maka Mand Mani Marc Medf Mend Merc Mero Mlym Modi Mong Mroo
Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkoo Nshu Ogam Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Perm Phag Phli Phlp
Phnx Plrd Prti Rjng Rohg Runr Samr Sarb Saur Sgnw Shaw Shrd Sidd Sidt Sind Sinh Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc
Tagb Takr Tale Talu Taml Tang Tavt Tayo Telu Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Tols Toto Tutg Ugar Vaii Vith Wara
Wcho Xpeo Xsux Yezi Yiii Zanb`.split(/\s/)

/** Writing systems of several scripts (UTS #39, 5.1). */
const systems: Record<string, string[]> = {
  Hani: ['Hanb', 'Jpan', 'Kore'],
  ...{ Bopo: ['Hanb'], Hira: ['Jpan'], Kana: ['Jpan'], Hang: ['Kore'] },
}

const matchers = codes.flatMap((code) => {
  try {
    return [[code, new RegExp(`^\\p{scx=${code}}$`, 'u')] as const]
  } catch {
    return [] // Younger than the engine.
  }
})

/** What stands beside letters of more than one script: marks, punctuation and most signs, but not digits of one. */
const ofAnyScript = /^(?:\p{scx=Zyyy}|\p{scx=Zinh}|(?!\p{N})[\p{sc=Zyyy}\p{sc=Zinh}])$/u
const latin = 'Latn'

type Written = { character: string; script: string }

/**
 * The first two characters of a text that no single script holds, nor Latin beside Chinese, Japanese or Korean: the level
 * "highly restrictive" of UTS #39. Undefined where all go together.
 */
export function mixedScripts(text: string): [Written, Written] | undefined {
  const letters = [...new Set(text.normalize('NFKC'))]
    .filter((character) => !ofAnyScript.test(character))
    .map((character) => ({ character, scripts: scriptsOf(character) }))
  for (const [index, later] of letters.entries()) {
    const earlier = letters.slice(0, index).find((one) => !goTogether(one.scripts, later.scripts))
    if (earlier) return [written(earlier), written(later)]
  }
}

function scriptsOf(character: string): string[] {
  const found = matchers.filter(([, matcher]) => matcher.test(character)).map(([code]) => code)
  return found.flatMap((code) => [code, ...(systems[code] ?? [])])
}

function goTogether(some: string[], others: string[]): boolean {
  if (some.some((script) => others.includes(script))) return true
  return (some.includes(latin) && isEastAsian(others)) || (others.includes(latin) && isEastAsian(some))
}

function isEastAsian(scripts: string[]): boolean {
  return scripts.some((script) => ['Hanb', 'Jpan', 'Kore'].includes(script))
}

function written({ character, scripts: [code = 'Zzzz'] }: { character: string; scripts: string[] }): Written {
  return { character, script: new Intl.DisplayNames('en', { type: 'script' }).of(code) ?? code }
}
