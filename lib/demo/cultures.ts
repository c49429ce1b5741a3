import { type Name, rareFamilyNames } from './rare-names'

export type Culture = {
  locale: string
  /** How many of a hundred people bear these names. */
  share: number
  given: Name[]
  family: Name[]
  rareFamily: Name[]
  order: 'given-first' | 'family-first'
  separator: ' ' | ''
}

const latinLetters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ł: 'l', ı: 'i', '’': '' }

// In each list a name is written as it is, or as written=latin where the letters are not Latin.
// No family name stands in two cultures: usernames and addresses would meet.
export const cultures: Culture[] = [
  culture(
    'en-GB',
    16,
    'Olivia Amelia Isla Ava Grace Freya Charlotte Alice Harriet Eleanor Oliver George Noah Arthur Harry Jack Henry Edward Christopher Benjamin Alexander Theodore Siobhán Niamh Zoë',
    'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patterson Wright Walker White Edwards Hughes Green Hall Thompson O’Connor O’Brien MacDonald Fitzgerald Featherstonehaugh Cholmondeley Ng Roberts-Jones',
  ),
  culture(
    'de-DE',
    12,
    'Anna Lena Hannah Mia Sophie Jürgen Jörg Günther Björn Lukas Maximilian Felix Matthias Käthe Änne Ursula Brigitte Wolfgang Friedrich Annegret Karl-Heinz Hans-Jürgen Ulrike Sönke',
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Wolf Schröder Neumann Schwarz Krüger Groß Weiß Böhm Jäger Leutheusser-Schnarrenberger Hohenzollern',
  ),
  culture(
    'fr-FR',
    8,
    'Camille Léa Chloé Manon Inès Hélène Françoise Amélie Éloïse Zoé René François Jérôme Loïc Benoît Jean-Baptiste Gaël Théo Rémi Noël Anaïs Maëlle Cédric',
    'Martin Bernard Dubois Petit Durand Leroy Moreau Lefèvre Garnier Faure Rousseau Blanc Guérin Boyer Chevalier Legrand Gauthier Perrin Bélanger D’Artagnan Lemaître Saint-Exupéry',
  ),
  culture(
    'es-ES',
    10,
    'María Lucía Sofía Martina Carmen Íñigo José Ángel Jesús Begoña Concepción Álvaro Raúl Nuria Joaquín Verónica Adrián Mónica Óscar Rocío Sebastián Inmaculada Guadalupe',
    'García González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Gutiérrez Núñez Ibáñez Peña Zúñiga Castañeda',
  ),
  culture(
    'pl-PL',
    6,
    'Agnieszka Małgorzata Katarzyna Grażyna Łucja Żaneta Elżbieta Paweł Michał Łukasz Grzegorz Zbigniew Wojciech Stanisław Józef Świętosława Bolesław Jadwiga Krzysztof Bożena',
    'Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Brzęczyszczykiewicz Żuraw Ślusarczyk Łęcki',
  ),
  culture(
    'tr-TR',
    5,
    'Ayşe Fatma Emine Hatice Zeynep Elif Işıl İrem Çiğdem Gülşen Mehmet Mustafa Ahmet Hüseyin İbrahim Oğuz Çağlar Şükrü Ümit Ilgaz',
    'Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek',
  ),
  culture(
    'ru-RU',
    8,
    'Анна=anna Мария=mariya Екатерина=ekaterina Ольга=olga Наталья=natalya Ирина=irina Светлана=svetlana Юлия=yuliya Фёдор=fyodor Иван=ivan Дмитрий=dmitriy Сергей=sergey Алексей=aleksey Андрей=andrey Пётр=pyotr Николай=nikolay Михаил=mikhail Владимир=vladimir Ярослав=yaroslav Любовь=lyubov',
    'Иванов=ivanov Смирнов=smirnov Кузнецов=kuznetsov Попов=popov Васильев=vasilyev Петров=petrov Соколов=sokolov Михайлов=mikhaylov Новиков=novikov Фёдоров=fyodorov Морозов=morozov Волков=volkov Алексеев=alekseev Лебедев=lebedev Семёнов=semyonov Егоров=egorov Щербаков=shcherbakov Чайковский=chaykovskiy Римский-Корсаков=rimskiy-korsakov Цой=tsoy',
  ),
  culture(
    'uk-UA',
    3,
    'Оксана=oksana Олена=olena Ганна=hanna Наталія=nataliia Соломія=solomiia Христина=khrystyna Тарас=taras Олексій=oleksii Андрій=andrii Володимир=volodymyr Сергій=serhii Євген=yevhen Їржина=yirzhyna Богдан=bohdan Ґалаґан=galagan',
    'Шевченко=shevchenko Коваленко=kovalenko Бондаренко=bondarenko Ткаченко=tkachenko Кравченко=kravchenko Олійник=oliinyk Шевчук=shevchuk Поліщук=polishchuk Лисенко=lysenko Гончаренко=honcharenko Єфименко=yefymenko Їжакевич=yizhakevych',
  ),
  culture(
    'el-GR',
    4,
    'Μαρία=maria Ελένη=eleni Κατερίνα=katerina Βασιλική=vasiliki Σοφία=sofia Γεωργία=georgia Άννα=anna Γιώργος=giorgos Δημήτρης=dimitris Κωνσταντίνος=konstantinos Γιάννης=giannis Νίκος=nikos Χρήστος=christos Παναγιώτης=panagiotis Άγγελος=angelos',
    'Παπαδόπουλος=papadopoulos Παπαδάκης=papadakis Οικονόμου=oikonomou Γεωργίου=georgiou Νικολάου=nikolaou Δημητρίου=dimitriou Ιωάννου=ioannou Βλάχος=vlachos Αγγελόπουλος=angelopoulos Μακρής=makris Καραγιάννης=karagiannis Θεοδωράκης=theodorakis',
  ),
  culture(
    'ar-EG',
    6,
    'محمد=mohamed أحمد=ahmed محمود=mahmoud علي=ali حسن=hassan إبراهيم=ibrahim يوسف=youssef خالد=khaled عمر=omar فاطمة=fatma عائشة=aisha مريم=mariam زينب=zeinab نور=nour ليلى=layla سلمى=salma هدى=hoda ياسمين=yasmine',
    'السيد=elsayed عبدالله=abdallah المصري=elmasry الشريف=elsherif منصور=mansour سليمان=soliman حسين=hussein فاروق=farouk النجار=elnaggar الحداد=elhaddad القاضي=elkady رمضان=ramadan غانم=ghanem صالح=saleh عبدالرحمن=abdelrahman البغدادي=elbaghdady',
  ),
  culture(
    'he-IL',
    3,
    'נועה=noa מאיה=maya תמר=tamar שירה=shira יעל=yael רחל=rachel דוד=david יוסף=yosef משה=moshe אברהם=avraham איתן=eitan אורי=uri עומר=omer אריאל=ariel',
    'כהן=cohen לוי=levi מזרחי=mizrahi פרץ=peretz ביטון=biton דהן=dahan אברהמי=avrahami פרידמן=friedman מלכה=malka אזולאי=azoulay כץ=katz רוזנברג=rosenberg עמר=amar גבאי=gabay',
  ),
  culture(
    'zh-CN',
    7,
    '伟=wei 芳=fang 娜=na 秀英=xiuying 敏=min 静=jing 丽=li 强=qiang 磊=lei 军=jun 洋=yang 勇=yong 艳=yan 杰=jie 涛=tao 明=ming 超=chao 秀兰=xiulan 霞=xia 子涵=zihan 欣怡=xinyi 浩然=haoran',
    '王=wang 李=li 张=zhang 刘=liu 陈=chen 杨=yang 黄=huang 赵=zhao 吴=wu 周=zhou 徐=xu 孙=sun 马=ma 朱=zhu 胡=hu 郭=guo 何=he 高=gao 林=lin 欧阳=ouyang 司马=sima 诸葛=zhuge',
    'family-first',
    '',
  ),
  culture(
    'ja-JP',
    5,
    '太郎=taro 花子=hanako 翔太=shota 美咲=misaki 健一=kenichi さくら=sakura ひなた=hinata 陽菜=hina 大輔=daisuke 直樹=naoki 結衣=yui 蓮=ren ユウキ=yuki マリナ=marina 真由美=mayumi 恵子=keiko 一郎=ichiro 悠斗=yuto',
    '佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 伊藤=ito 渡辺=watanabe 山本=yamamoto 中村=nakamura 小林=kobayashi 加藤=kato 吉田=yoshida 山田=yamada 佐々木=sasaki 山口=yamaguchi 松本=matsumoto 井上=inoue 木村=kimura 清水=shimizu',
    'family-first',
  ),
  culture(
    'ko-KR',
    4,
    '민준=minjun 서준=seojun 도윤=doyun 예준=yejun 시우=siwoo 하준=hajun 지호=jiho 서연=seoyeon 서윤=seoyun 지우=jiwoo 서현=seohyun 하은=haeun 하윤=hayun 민서=minseo 지유=jiyu 은우=eunwoo',
    '김=kim 이=yi 박=park 최=choi 정=jung 강=kang 조=cho 윤=yoon 장=jang 임=lim 한=han 오=oh 서=seo 신=shin 권=kwon 남궁=namgung',
    'family-first',
    '',
  ),
  culture(
    'hi-IN',
    3,
    'आरव=aarav विवान=vivaan आदित्य=aditya अर्जुन=arjun राहुल=rahul संजय=sanjay विक्रम=vikram प्रिया=priya अनन्या=ananya दीया=diya काव्या=kavya सुनीता=sunita लक्ष्मी=lakshmi मीरा=meera कृष्ण=krishna',
    'शर्मा=sharma वर्मा=verma गुप्ता=gupta सिंह=singh कुमार=kumar पटेल=patel मिश्रा=mishra त्रिपाठी=tripathi चतुर्वेदी=chaturvedi जोशी=joshi अग्रवाल=agarwal श्रीवास्तव=shrivastava',
  ),
]

function culture(
  locale: string,
  share: number,
  given: string,
  family: string,
  order: Culture['order'] = 'given-first',
  separator: Culture['separator'] = ' ',
): Culture {
  const frequent = names(family)
  const taken = new Set(frequent.map(({ latin }) => latin))
  const rareFamily = rareFamilyNames(locale, names).filter(
    ({ latin }) => !taken.has(latin) && taken.add(latin),
  )
  return { locale, share, given: names(given), family: frequent, rareFamily, order, separator }
}

function names(list: string): Name[] {
  return list
    .split(' ')
    .filter(Boolean)
    .map((entry) => {
      const [written = '', latin] = entry.split('=')
      return { written, latin: latin ?? inLatin(written) }
    })
}

function inLatin(written: string): string {
  return written
    .toLowerCase()
    .replace(/[äöüßłı’]/g, (letter) => latinLetters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
}
