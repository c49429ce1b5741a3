import { expect, test } from 'vitest'
import { generatePassword } from './generate'
import { judgePassword } from './policy'

test('a generated password is accepted by the policy, and no two are alike', async () => {
  const made = Array.from({ length: 200 }, generatePassword)
  expect(new Set(made).size).toBe(200)
  for (const password of made) {
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect(await judgePassword(password, { username: 'ada' }, { minLength: 12 })).toMatchObject({
      problems: [],
    })
  }
})
