import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { readCaFile } from './ca-file'
import { parseSender } from './mail-address'
import { parseSmtpUrl } from './smtp-url'

/** Thrown when the configuration cannot be used; the message is one sentence that names the variable. */
export class EnvError extends Error {
  override name = 'EnvError'
}

const httpOrigin = z
  .url({
    protocol: /^https?$/,
    error: 'must be an http or https address such as https://id.example.org',
    abort: true,
  })
  .refine((value) => new URL(value).pathname === '/' && !new URL(value).search, {
    error: 'must be an origin without a path, such as https://id.example.org',
  })
  .transform((value) => new URL(value).origin)

/** RFC 5321 (4.5.3.2) has a client wait for five minutes at most. */
const seconds = z.coerce
  .number({ error: 'must be a number of seconds from 1 to 300' })
  .int({ error: 'must be whole seconds from 1 to 300' })
  .min(1, { error: 'must be 1 second or more' })
  .max(300, { error: 'must be 300 seconds or less' })

const certificates = z.string().superRefine((path, ctx) => {
  const file = readCaFile(path)
  if ('fault' in file) ctx.addIssue({ code: 'custom', message: file.fault })
})

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int({ error: 'must be a port number' })
    .min(1, { error: 'must be a port number from 1 to 65535' })
    .max(65535, { error: 'must be a port number from 1 to 65535' })
    .default(3000),
  LATCHKEY_HOST: z.string().min(1).default('localhost'),
  LATCHKEY_URL: httpOrigin.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'must start with postgres:// or postgresql://' })
    .optional(),
  LATCHKEY_DATA_DIR: z.string().min(1).default('.latchkey'),
  LATCHKEY_SECRET: z.string().min(32, { error: 'must be at least 32 characters of random text' }).optional(),
  LATCHKEY_BOOTSTRAP_USERNAME: z.string().min(1).optional(),
  LATCHKEY_BOOTSTRAP_PASSWORD: z.string().min(1).optional(),
  LATCHKEY_BOOTSTRAP_EMAIL: z.string().min(1).optional(),
  LATCHKEY_BOOTSTRAP_TOKEN: z
    .string()
    .min(32, { error: 'must be at least 32 characters of random text' })
    .optional(),
  SMTP_URL: z
    .string()
    .refine((value) => parseSmtpUrl(value) !== undefined, {
      error:
        'must look like smtp://user:password@host:587 or smtps://host, with no other options than requireTLS and tls.rejectUnauthorized',
    })
    .optional(),
  SMTP_CONNECTION_TIMEOUT: seconds.default(30),
  SMTP_GREETING_TIMEOUT: seconds.default(30),
  SMTP_CA_FILE: certificates.optional(),
  RESEND_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, { error: 'must be an API key without spaces' })
    .optional(),
  RESEND_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .transform((value) => value.replace(/\/$/, ''))
    .default('https://api.resend.com'),
  MAIL_FROM: z
    .string()
    .refine((value) => parseSender(value) !== undefined, {
      error: 'must be one address such as id@example.org or Latchkey <id@example.org>',
    })
    .optional(),
  LATCHKEY_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, { error: 'must be at least 16 characters without spaces' })
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine((ranges) => ranges.every((range) => ipaddr.isValid(range) || ipaddr.isValidCIDR(range)), {
      error: 'must be addresses or networks such as 10.0.0.0/8, separated by commas',
    }),
})

type Variables = z.infer<typeof schema>

export type Env = Omit<Variables, 'LATCHKEY_URL'> & { LATCHKEY_URL: string }

/** Checks the configuration. Empty variables count as unset. Throws EnvError naming the first variable at fault. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const values = check(schema, source)
  if (values.DATABASE_URL && !values.LATCHKEY_SECRET) {
    throw new EnvError(
      'LATCHKEY_SECRET must be set (32 or more characters of random text) when DATABASE_URL is set.',
    )
  }
  if (Boolean(values.LATCHKEY_BOOTSTRAP_USERNAME) !== Boolean(values.LATCHKEY_BOOTSTRAP_PASSWORD)) {
    throw new EnvError('LATCHKEY_BOOTSTRAP_USERNAME and LATCHKEY_BOOTSTRAP_PASSWORD must be set together.')
  }
  if (values.SMTP_URL && values.RESEND_API_KEY) {
    throw new EnvError('SMTP_URL and RESEND_API_KEY cannot both be set: mail leaves one way.')
  }
  if (values.SMTP_CA_FILE && values.SMTP_URL && !parseSmtpUrl(values.SMTP_URL)?.rejectUnauthorized) {
    throw new EnvError(
      'SMTP_CA_FILE cannot be set while SMTP_URL accepts any certificate: leave tls.rejectUnauthorized=false out.',
    )
  }
  if ((values.SMTP_URL || values.RESEND_API_KEY) && !values.MAIL_FROM) {
    throw new EnvError(
      `MAIL_FROM must be set when ${values.SMTP_URL ? 'SMTP_URL' : 'RESEND_API_KEY'} is set.`,
    )
  }
  return { ...values, LATCHKEY_URL: values.LATCHKEY_URL ?? `http://localhost:${values.PORT}` }
}

/** What opens the database and nothing more, for commands that need no secret and no address. */
export function databaseSettings(): Pick<Env, 'DATABASE_URL' | 'LATCHKEY_DATA_DIR'> {
  return check(schema.pick({ DATABASE_URL: true, LATCHKEY_DATA_DIR: true }), process.env)
}

function check<T extends z.ZodType>(schema: T, source: Record<string, string | undefined>): z.output<T> {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new EnvError(`${issue?.path.join('.')} ${issue?.message}.`)
  }
  return parsed.data
}

let parsedOnce: Env | undefined

/** The configuration of this process, checked once. The only place that reads the environment. */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env)
  return parsedOnce
}
