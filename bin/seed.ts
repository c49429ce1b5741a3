import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { z } from 'zod'
import { closeDatabase, openDatabase } from '@/db/client'
import { seedDirectory } from '@/lib/demo/seed'
import { failureSentence } from '@/lib/doors/operator/failure'
import { databaseSettings } from '@/lib/kernel/env'

const usage = `npm run seed -- --users <number> [--folders <number>] [--now <time>]

Fills the directory with made-up people, the same ones for the same numbers. Their dates end at --now, such as
2026-11-01 (default: this moment). Where there are users already, it adds to them.`

class UsageError extends Error {}

const Options = z.object({
  users: z.coerce.number().int().min(1).max(10_000_000),
  folders: z.coerce.number().int().min(1).max(20_000).optional(),
  now: z.coerce.date().default(() => new Date()),
})

function readOptions() {
  const text = { type: 'string' } as const
  try {
    return Options.parse(parseArgs({ options: { users: text, folders: text, now: text } }).values)
  } catch {
    throw new UsageError()
  }
}

async function seed() {
  const options = readOptions()
  nextEnv.loadEnvConfig(process.cwd(), false, { info() {}, error: console.error })
  const settings = databaseSettings()
  const started = Date.now()
  const onProgress = (line: string) =>
    console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`)
  const { db } = await openDatabase(settings)
  const added = await seedDirectory(db, { ...options, onProgress }).finally(closeDatabase)
  const users = `${added.users.toLocaleString('en')} users`
  console.log(
    `${added.wasEmpty ? 'The directory now has' : 'Added'} ${users}; ${added.folders} folders are new.`,
  )
  if (added.leftOut > 0) console.log(`${added.leftOut} were left out: their username or address is taken.`)
}

seed().catch((error) => {
  console.error(error instanceof UsageError ? usage : failureSentence(error))
  process.exitCode = 1
})
