import { draw, pick } from './random'

const departments = [
  'Engineering',
  'Vertrieb',
  'Finance',
  'Ressources humaines',
  'Soporte',
  '開発部',
  'Продажи',
  'القانونية',
]
const titles = [
  'Engineer',
  'Senior Engineer',
  'Sachbearbeiterin',
  'Directrice',
  'Analyst',
  'Consultora',
  '主任',
  'Менеджер',
]
const cities = ['Berlin', 'Łódź', 'São Paulo', '大阪', 'القاهرة', 'Αθήνα', 'Kraków', 'Zürich']
const tags = ['vpn', 'badge', 'on-call', 'first-aid', 'works-council', 'remote', 'laptop', 'beta']
const note = 'Moved between sites several times; ask the service desk before changing anything here. '

/** What the directory knows of the n-th user beside name and address: from nothing at all to a nested record. */
export function demoAttributes(n: number, locale: string): Record<string, unknown> {
  const richness = draw(n, 20)
  if (richness < 0.12) return {}
  const attributes: Record<string, unknown> = {
    department: pick(departments, n, 21),
    employeeNumber: String(100_000 + n),
    locale,
  }
  if (richness > 0.35) {
    attributes.title = pick(titles, n, 22)
    attributes.phone = `+49 30 ${1_000_000 + Math.floor(draw(n, 23) * 8_999_999)}`
  }
  if (richness > 0.6) attributes.tags = tags.filter((_, index) => draw(n, 30 + index) < 0.3)
  if (richness > 0.75) {
    attributes.address = {
      street: `${1 + Math.floor(draw(n, 24) * 199)} Station Road`,
      city: pick(cities, n, 25),
      postcode: String(10_000 + Math.floor(draw(n, 26) * 89_999)),
    }
    attributes.costCentre = Math.floor(draw(n, 27) * 900) + 100
    attributes.remote = draw(n, 28) < 0.5
    attributes.manager = null
  }
  if (richness > 0.995) attributes.note = note.repeat(20)
  return attributes
}
