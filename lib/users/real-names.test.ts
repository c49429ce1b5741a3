import { expect, test } from 'vitest'
import { usernameProblem } from './sensible-username'

test.each(
  Object.entries({
    Turkish: ['Yıldız', 'Işık', 'Çağrı Şahin', 'Gülşen Öztürk', 'İbrahim'],
    Azerbaijani: ['Əliyev', 'Gülnarə', 'Fərid Məmmədov'],
    German: ['Weiß', 'Groß', 'Jürgen Müller', 'Käthe'],
    Vietnamese: ['Nguyễn Văn Đức', 'Trần Thị Hương', 'Đặng'],
    Polish: ['Wałęsa', 'Łukasz Żółkiewski', 'Świętosława'],
    Hausa: ['Ɗanjuma', 'Ɓala', 'Sule Ƙanƙara', 'Yaʼu', 'Ƴar’aduwa'],
    Ewe: ['Kɔku', 'Ɖetugbi', 'Ƒoli', 'Aɣaʋi', 'Dziŋgba'],
    Akan: ['Kwakyɛ', 'Ɔseɛ', 'Ɛsi'],
    Bambara: ['Fanta Jɛ', 'Ɲɛnɛ', 'Bɔkar Ŋɔnkɔ'],
    Mooré: ['Tɩɩga', 'Sʋʋr'],
    Icelandic: ['Þórður', 'Guðrún', 'Sæmundur'],
    Danish: ['Søren Østergård', 'Kierkegård'],
    Maltese: ['Ħaġar', 'Żammit'],
    'Skolt Sami': ['Miõđ', 'Ǩiuǥǥ', 'Ŧeodor'],
    Croatian: ['Đorđević', 'Šime Čačić'],
    French: ['Lætitia', 'Œdipe', 'François', 'N’Golo'],
    Catalan: ['Gal·la', 'Núria'],
    Romanian: ['Ștefan Țepeș', 'Ionuț'],
    Welsh: ['Ŵyn', 'Siân'],
    Hawaiian: ['Kaʻahumanu', 'Kealiʻi'],
    Yoruba: ['Ọláńrewájú', 'Ṣọlá'],
    Russian: ['Тамара', 'Роман', 'Марк', 'Антон Петров', 'Кот', 'Инна', 'Юрий', 'Фёдор'],
    Ukrainian: ['Їжакевич', 'Ґалаґан', 'Микита', 'Іван'],
    Serbian: ['Ђорђе', 'Његош', 'Марко', 'Џемал'],
    Bulgarian: ['Ангел', 'Пенка', 'Тотю'],
    Kazakh: ['Нұрсұлтан', 'Әсел', 'Қанат'],
    Greek: ['Νίκος', 'Ελένη', 'Τάσος', 'Κώστας', 'Χρήστος', 'Ιωάννης'],
    Armenian: ['Հայկ', 'Անահիտ'],
    Georgian: ['გიორგი', 'თამარ'],
    Chinese: ['尤', 'a.you', 'You Wei', '王小明'],
    English: ['Ann System', 'Theodore', 'Anne', 'Andy', 'Aaron', 'Thea', 'Youssef', 'Adler', 'Sysan'],
  }).flatMap(([language, names]) => names.map((name) => [name, language])),
)('%s, as one is called in %s, is accepted', (name) => {
  for (const written of [name, name.toLowerCase(), name.normalize('NFD'), name.replace(' ', '.')])
    expect(usernameProblem(written), written).toBeUndefined()
})
