import { draw } from './random'

export type DemoFolder = { path: string; parentPath: string; name: string }

const deepest = 12
const deepChain =
  'users/staff/Europe/Deutschland/Berlin/engineering/platform/databases/storage/replication/on-call/night shift'

// One list a level, so that a path reads like one.
const namesByLevel = [
  'users applications archive',
  'staff partners contractors students alumni customers volunteers retired board research suppliers press',
  'Europe Americas Asia Africa Oceania 中国 日本 한국 Россия Ελλάδα مصر ישראל भारत Türkiye España Québec',
  'Deutschland France Polska Österreich Schweiz Nederland Sverige Portugal Brasil México Canada Україна Česko',
  'Berlin München Köln Kraków Łódź Genève Zürich Lyon Porto São-Paulo Malmö Київ 大阪 서울 القاهرة Αθήνα',
  'engineering sales finance legal support marketing people operations design security logistics facilities',
  'platform web mobile data billing onboarding quality field central north south east west',
  'databases networks identity tooling analytics reporting payroll archive',
  'storage compute caching search',
  'replication backups',
  'on-call',
  'night shift',
].map((names) => (names === 'night shift' ? [names] : names.split(' ')))

/**
 * The paths of a directory: parents before children, the deep chain first, then a tree that grows more often near its
 * top. The first paths are the same whatever the count.
 */
export function demoFolders(count: number): DemoFolder[] {
  const chain = deepChain.split('/').map((_, level, names) => names.slice(0, level + 1).join('/'))
  const paths = chain.slice(0, Math.max(1, Math.min(deepest, count)))
  const taken = new Set(paths)
  for (let n = 0; paths.length < count; n++) {
    const above = draw(n, 1) < 0.01 ? '' : (paths[Math.floor(draw(n, 2) ** 1.7 * paths.length)] ?? '')
    const level = above === '' ? 0 : above.split('/').length
    const path = level < deepest && unusedPath(above, namesByLevel[level] ?? [], n, taken)
    if (path) paths.push(path)
  }
  return paths.map((path) => {
    const slash = path.lastIndexOf('/')
    return { path, parentPath: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) }
  })
}

function unusedPath(above: string, names: string[], n: number, taken: Set<string>): string | undefined {
  const start = Math.floor(draw(n, 3) * names.length)
  for (let attempt = 0; attempt < names.length * 2; attempt++) {
    const name = names[(start + attempt) % names.length]
    const path = `${above && `${above}/`}${name}${attempt < names.length ? '' : ` ${(n % 90) + 2}`}`
    if (taken.has(path) || path.length > 255) continue
    taken.add(path)
    return path
  }
}

/** Says in which folder the n-th user is: a few folders hold most people, many hold few, some hold none. */
export function folderChooser(folders: DemoFolder[]): (n: number) => DemoFolder {
  const inhabited = folders.filter((_, index) => index % 16 !== 7)
  const ranks = inhabited.map((_, index) => index).sort((a, b) => draw(a, 4) - draw(b, 4))
  const bounds: number[] = []
  let sum = 0
  for (const rank of ranks) {
    sum += 1 / (rank + 1) ** 1.1
    bounds.push(sum)
  }
  return (n) => {
    const wanted = draw(n, 5) * sum
    let low = 0
    let high = bounds.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((bounds[middle] ?? sum) > wanted) high = middle
      else low = middle + 1
    }
    const folder = inhabited[low]
    if (!folder) throw new Error('a directory needs a folder')
    return folder
  }
}
