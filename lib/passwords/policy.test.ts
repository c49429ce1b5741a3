import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '@/testing/depth'
import { judgePassword } from './policy'

const owner = { username: 'ada.lovelace', name: 'Ada King', email: 'countess@example.org' }
const problemsOf = async (password: string, minLength = 12) =>
  (await judgePassword(password, owner, { minLength })).problems

test('length is counted in characters as people see them, between the shortest allowed and 128', async () => {
  expect(await problemsOf('eleven char')).toEqual(['Use at least 12 characters.'])
  expect(await problemsOf('eleven char', 8)).toEqual([])
  expect(await problemsOf('🦊🐢🦉🐙🐝🦄🐼🐸🐧🦀🐳🦋')).toEqual([])
  expect(await problemsOf(`${'correct horse '.repeat(9)}xy`)).not.toContain('Use at most 128 characters.')
  expect(await problemsOf('correct horse '.repeat(10))).toEqual(['Use at most 128 characters.'])
})

test('the names of the person and of the site are refused inside a password, however they are written', async () => {
  for (const password of [
    'xx ADA.Lovelace xx',
    'the Countess rides',
    'my LATCHKEY house',
    'ａｄａ.lovelace moon',
  ]) {
    expect(await problemsOf(password)).toEqual([
      'Leave out your username, your name, your address and the name of this site.',
    ])
  }
})

test('what is common or quickly guessed is refused, whatever kinds of characters it holds', async () => {
  const guessed = [
    'aaaaaaaaaaaa',
    'passwordpassword',
    '123456789012',
    'Qwertyuiop12',
    'iloveyou1234',
    'abcdefghijkl',
  ]
  for (const password of guessed)
    expect(await problemsOf(password)).toEqual([expect.stringMatching(/easy to guess/)])
  expect(await problemsOf('Pa$$w0rd1', 8)).toEqual([expect.stringMatching(/easy to guess/)])
})

test('of a long password the first 64 characters decide, so that judging it holds nobody up', async () => {
  const strong = 'violet kettle under snow and nine quiet lanterns'
  expect(await problemsOf(`${'1'.repeat(64)}${strong}`)).toEqual([expect.stringMatching(/easy to guess/)])
  expect(await problemsOf(`${strong}${'1'.repeat(80)}`)).toEqual([])
})

test('no kind of character is asked for, and any script will do', async () => {
  for (const password of ['lower case words only', 'пурпурный чайник ночью', '紫色の水差しと三つの星と月']) {
    expect(await problemsOf(password)).toEqual([])
  }
})

test('a password is accepted exactly when it is rated three or better', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 140 }), async (password) => {
      const { score, problems } = await judgePassword(password, owner, { minLength: 8 })
      expect(problems.length === 0).toBe(score >= 3)
    }),
    { numRuns: runs(200) },
  )
})
