import { expect, test } from 'vitest'
import { judgePassword } from '@/lib/passwords/policy'
import { generatePassword } from './generate'

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
