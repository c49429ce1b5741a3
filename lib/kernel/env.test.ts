import { expect, test } from 'vitest'
import { parseEnv } from './env'

const sender = { MAIL_FROM: 'Latchkey <id@example.org>' }

test.each([
  { SMTP_URL: 'smtp://localhost', ...sender },
  { SMTP_URL: 'smtp://ada:p%40ss@mail.example.org:2525?requireTLS=true', ...sender },
  { SMTP_URL: 'smtps://[::1]', MAIL_FROM: 'id@example.org' },
  { RESEND_API_KEY: 're_1', RESEND_BASE_URL: 'http://localhost:4000/api/', ...sender },
  {},
])('one way for mail to leave, or none, is accepted: %j', (variables) => {
  expect(() => parseEnv(variables)).not.toThrow()
})

test.each([
  ['SMTP_URL', { SMTP_URL: 'http://localhost', ...sender }],
  ['SMTP_URL', { SMTP_URL: 'smtp://localhost/path', ...sender }],
  ['SMTP_URL', { SMTP_URL: 'smtp://localhost?logger=true', ...sender }],
  ['SMTP_URL', { SMTP_URL: 'smtp://:pass@localhost', ...sender }],
  ['SMTP_URL', { SMTP_URL: 'smtp://%ff@localhost', ...sender }],
  ['SMTP_URL', { SMTP_URL: 'smtp://localhost', RESEND_API_KEY: 're_1', ...sender }],
  ['RESEND_API_KEY', { RESEND_API_KEY: 're 1', ...sender }],
  ['RESEND_BASE_URL', { RESEND_API_KEY: 're_1', RESEND_BASE_URL: 'file:///etc', ...sender }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://localhost' }],
  ['MAIL_FROM', { RESEND_API_KEY: 're_1' }],
  ['MAIL_FROM', { MAIL_FROM: 'a@example.org, b@example.org' }],
  ['MAIL_FROM', { MAIL_FROM: 'Latchkey' }],
  ['MAIL_FROM', { MAIL_FROM: 'Latchkey <id@example.org>\r\nBcc: b@example.org' }],
  ['MAIL_FROM', { MAIL_FROM: 'Latch\r\nkey <id@example.org>' }],
])('%s at fault is named in one sentence', (name, variables) => {
  expect(() => parseEnv(variables)).toThrow(new RegExp(`^${name} [^\\n]*\\.$`))
})
