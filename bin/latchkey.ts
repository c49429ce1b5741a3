import nextEnv from '@next/env'
import { closeDatabase, openDatabase } from '@/db/client'
import { findDataDirectoryOwner } from '@/db/data-directory-lock.mjs'
import { askServer } from '@/lib/doors/operator/channel'
import { answerWithoutDatabase, type Outcome, runOperatorCommand } from '@/lib/doors/operator/commands'
import { failureSentence } from '@/lib/doors/operator/failure'
import { databaseSettings } from '@/lib/kernel/env'

/** A running server holds the embedded database, so it carries the command out; otherwise the database is opened here. */
async function perform(argv: string[]): Promise<Outcome> {
  const answer = answerWithoutDatabase(argv)
  if (answer) return answer
  nextEnv.loadEnvConfig(process.cwd(), false, { info() {}, error: console.error })
  const settings = databaseSettings()
  const owner = settings.DATABASE_URL ? undefined : await findDataDirectoryOwner(settings.LATCHKEY_DATA_DIR)
  if (owner) return askServer(owner.socket, argv)
  const { db } = await openDatabase(settings)
  try {
    return await runOperatorCommand(db, argv, new Date())
  } finally {
    await closeDatabase()
  }
}

const outcome = await perform(process.argv.slice(2)).catch((error: unknown) => ({
  exitCode: 1,
  output: failureSentence(error),
  notice: undefined,
}))
if (outcome.notice) console.error(outcome.notice)
if (outcome.exitCode === 0) console.log(outcome.output)
else console.error(outcome.output)
process.exitCode = outcome.exitCode
