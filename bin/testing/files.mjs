import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folders = ['app', 'bin', 'components', 'db', 'lib', 'testing', 'words']

/** The test files in which this stands, relative to the root. @param {string} root @param {RegExp} words @returns {string[]} */
export function testFilesWith(root, words) {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
  return [...inFolders, ...readdirSync(root)].filter(
    (path) => /\.test\.tsx?$/.test(path) && words.test(readFileSync(join(root, path), 'utf8')),
  )
}
