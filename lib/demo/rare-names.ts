/** A name as it is written by its bearer, and in the Latin letters of an e-mail address. */
export type Name = { written: string; latin: string }

// Most surnames are rare. These are put together from stems and endings; none is among the frequent ones.
const parts: Record<string, [stems: string, endings: string]> = {
  'en-GB': [
    'Ash Bark Brad Brank Chat Clif Cran Dun Elm Fair Farn Hart Hex Kirk Lang Lind Mar Nor Oak Pem Rad Rush Shel Stan Thorn Wake West Wid Wood Yar',
    'bourne by don field ford ham ley low mere more shaw stead stock ton wick worth',
  ],
  'de-DE': [
    'Acker Bach Berg Birken Brunn Buch Dorn Eichel Feld Forst Gruben Hasel Kirch Kreuz Linden Moos Nieder Ober Ried Rosen Sand Stein Tann Unter Wald Weiher Wiesen Ziegel',
    'auer bacher berger brecht eder egger hofer huber inger länder leitner mann meier müller reuter steiner thaler wieser',
  ],
  'fr-FR': [
    'Beau Bel Bon Bour Cham Char Clair Cour Du Fon Gran Lan Mai Mon Mor Par Pré Roche Saint Ver Vieux Villa',
    'bois champ chard dier fort geon lieu mont nard plain pré quier rac ret roy tier val vigne ville vin',
  ],
  'es-ES': [
    'Agui Alma Ara Arri Barra Bena Cala Casa Eche Fuen Gara Ibar Larra Mendi Olaza Osto Santa Torre Urru Valde Villa Zube',
    'bal barri beña cea dero gaña gorri lucea mayor nueva rreta rrondo sola tegui terra varría ldía zábal zúa',
  ],
  'pl-PL': [
    'Bara Bobro Boro Bory Chmie Czar Dęb Gał Gło Gra Jas Kali Kor Kra Lip Mali Miel Osta Piotro Ratu Sad Sob Sta Tar Wali Wit Zaw Żur',
    'cki czak czyński dzki kowski lewicz ński owicz szewski wicki wolski zewski',
  ],
  'tr-TR': [
    'Ak Alt Ar Ay Bal Bay Boz Can Çam Er Gök Gül Güneş İl Kal Kan Kor Ok Öz Sar Sel Son Taş Tek Top Uç Yal Yön',
    'akay alp aslan bay baş bulut can çı dağ demir er gül ıcı kan kaya oğlu soy taş tepe türk',
  ],
  'ru-RU': [
    'Бар=bar Бел=bel Бор=bor Вор=vor Глад=glad Гор=gor Греб=greb Дор=dor Ерм=yerm Жур=zhur Зим=zim Кал=kal Кор=kor Луж=luzh Мед=med Мир=mir Нест=nest Осин=osin Пан=pan Род=rod Сид=sid Тар=tar Устин=ustin Фад=fad Хар=khar Чер=cher Шам=sham Яр=yar',
    'анов=anov аев=aev енко=enko ецкий=etskiy илов=ilov ин=in кин=kin ников=nikov овский=ovskiy онин=onin очкин=ochkin ылёв=ylyov унов=unov юхин=yukhin',
  ],
  'el-GR': [
    'Αθανα=athana Αναστα=anasta Βασιλ=vasil Γιαννα=gianna Δημητρα=dimitra Ζαχαρ=zachar Καλα=kala Κωστα=kosta Λαμπρ=lampr Μανωλ=manol Μιχαηλ=michail Νικολ=nikol Πετρ=petr Σταματ=stamat Στεφαν=stefan Χριστ=christ',
    'άκος=akos άτος=atos έλης=elis ίδης=idis όγλου=oglou όπουλος=opoulos ούδης=oudis ούσης=ousis ακέας=akeas αράς=aras',
  ],
}

/** The rarer family names of a culture; none where its names are not put together like this. */
export function rareFamilyNames(locale: string, read: (list: string) => Name[]): Name[] {
  const [stems = '', endings = ''] = parts[locale] ?? []
  return read(stems).flatMap((stem) =>
    read(endings).map((ending) => ({
      written: stem.written + ending.written,
      latin: stem.latin + ending.latin,
    })),
  )
}
