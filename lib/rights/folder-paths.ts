export function childPath(parentPath: string, name: string): string {
  return parentPath === '' ? name : `${parentPath}/${name}`
}

export function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}

/** The root is at depth 0. */
export function depthOf(path: string): number {
  return path === '' ? 0 : path.split('/').length
}

/** Whole segments: "users" is above "users/staff", never above "users2". */
export function isBelow(path: string, above: string): boolean {
  return above === '' ? path !== '' : path.startsWith(`${above}/`)
}

/** The paths on the way down to one, from the root, without the path itself. */
export function pathsAbove(path: string): string[] {
  if (path === '') return []
  const segments = path.split('/')
  return segments.map((_, index) => segments.slice(0, index).join('/'))
}

/** Where a path ends up when the folder `from` becomes `to`. */
export function relocatedPath(path: string, from: string, to: string): string {
  return path === from || isBelow(path, from) ? to + path.slice(from.length) : path
}
