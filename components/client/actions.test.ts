import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = ['app', 'components']
  .flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))

test('every server action is made where its answer can only be opened by the client kit', () => {
  const files = sources.filter((file) => /^'use server'/.test(readFileSync(file, 'utf8')))
  expect(files.length).toBeGreaterThan(10)
  const others = files.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /^export (?:const|async function|function) (\w+)([^\n]*\n?[^\n]*)/gm,
      ),
    ]
      .filter(([, , rest = '']) => !/^ = (action|formAction|visitorAction)\(/.test(rest))
      .map(([, name]) => name),
  )
  // It leads elsewhere, whatever happens, and answers nothing.
  expect(others).toEqual(['signOutAction'])
})

test('no form of a page can be sent before its script is there, save to an action or as a search', () => {
  const plain = sources
    .filter((file) => !file.startsWith('components/client/'))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/<form\b[^>]*?(?=\s(?:className|onSubmit)|>)/g),
    ])
    .map(([tag]) => tag.replace(/\s+/g, ' '))
    .filter((tag) => !/ action=| \{\.\.\.form\}/.test(tag))
  expect(plain).toEqual([])
})
