import 'server-only'
import { closeDatabase, openDatabase } from '@/db/client'
import { lockDataDirectory } from '@/db/data-directory-lock.mjs'
import { serving } from '@/db/patience'
import { workOnJobs } from '@/lib/doors/jobs'
import { sweepEndedMemberships } from '@/lib/groups/sweep'
import { seldom, startBackground } from '@/lib/kernel/background'
import { env } from '@/lib/kernel/env'
import { localContext } from '@/lib/kernel/local-context'
import { deliverDueMail } from '@/lib/mail/deliver'
import { shortenLine } from '@/lib/recovery/line'
import { workOffRecoveryRequest } from '@/lib/recovery/work-off'
import { bootstrap } from '@/lib/setup/bootstrap'
import { newSetupLink } from '@/lib/setup/link'
import { serveChannel } from './channel'
import { onClosing } from './closing'
import { seedDemo } from './demo'
import { failureSentence } from './failure'
import { redactConsole } from './redact-log'
import { sweep } from './sweep'

const backgroundTasks = {
  mail: deliverDueMail,
  recovery: workOffRecoveryRequest,
  recoveryLine: shortenLine,
  jobs: workOnJobs,
  memberships: sweepEndedMemberships,
  sweep: seldom(60_000, sweep),
}

/** What the server does once before its first request. A failure ends the process with one sentence. */
export async function startInstance(): Promise<void> {
  redactConsole()
  try {
    await openInstance(new Date())
  } catch (error) {
    console.error(failureSentence(error))
    process.exit(1)
  }
}

async function openInstance(now: Date): Promise<void> {
  const configuration = env()
  const { db, kind } = await openDatabase(configuration, serving)
  onClosing(closeDatabase)
  const setup = localContext(db, { type: 'setup' }, now)
  await bootstrap(setup, configuration)
  if (process.argv.includes('--demo')) await seedDemo(db, now)
  if (kind === 'embedded') {
    serveChannel(await lockDataDirectory(configuration.LATCHKEY_DATA_DIR), db)
    console.log(
      `Embedded database in ${configuration.LATCHKEY_DATA_DIR}: for trying out and small directories.`,
    )
    console.log('For more, set DATABASE_URL to a PostgreSQL database.')
  }
  onClosing(startBackground(db, backgroundTasks))
  const link = await newSetupLink(setup)
  if (link) console.log(`\nCreate the first administrator here (works once, for 24 hours):\n  ${link}`)
}
