import { expect, test } from 'vitest'
import { type ListView, listHref } from './list-href'
import { readView } from './view'

const usual: ListView = {
  folder: '',
  subfolders: true,
  q: '',
  sort: 'username',
  size: 50,
  from: undefined,
}

test('the usual list has the plain address, and whatever differs reads back from its own', () => {
  expect(listHref(usual)).toBe('/directory/users')
  const view: ListView = {
    folder: 'users/été & co',
    subfolders: false,
    q: 'active:no "a b" 100%',
    sort: '-last-sign-in',
    size: 20,
    from: undefined,
  }
  const url = new URL(listHref(view, { after: 'x', open: 7 }), 'http://localhost')
  const read = readView(Object.fromEntries(url.searchParams))
  expect(read.view).toEqual(view)
  expect(read.input.after).toBe('x')
  expect(read.open).toBe(7)
})

test('a change of what is listed begins at the first page with nothing unfolded', () => {
  expect(listHref(usual, { q: 'ada' })).toBe('/directory/users?q=ada')
})

test('the folder to return to is kept only while all folders are searched', () => {
  expect(listHref(usual, { from: 'users/staff' })).toContain('from=users%2Fstaff')
  expect(listHref(usual, { from: 'users/staff', folder: 'users' })).not.toContain('from=')
})

test('a switch that a plain form posts is on when its second value says so', () => {
  expect(readView({ subfolders: ['no', 'yes'] }).view.subfolders).toBe(true)
  expect(readView({ subfolders: 'no' }).view.subfolders).toBe(false)
})
