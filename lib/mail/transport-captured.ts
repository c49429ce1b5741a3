import 'server-only'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Sender } from '@/lib/kernel/mail-address'
import { composed } from './compose'
import type { HandOver, OutgoingMail, Transport } from './transport'

type Settings = { directory: string; from: Sender; host: string }

/** Where no way out is configured: mail goes into a folder, and stays readable in the console. */
export function capturingTransport({ directory, from, host }: Settings): Transport {
  const mailbox = join(resolve(directory), 'mailbox')
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

  async function send(mail: OutgoingMail): Promise<HandOver> {
    const { message } = await writer.sendMail(composed(mail, from, host))
    const file = join(mailbox, `${mail.id}.eml`)
    try {
      await mkdir(mailbox, { recursive: true, mode: 0o700 })
      await writeFile(`${file}.part`, message, { mode: 0o600 })
      await rename(`${file}.part`, file)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
      return { outcome: 'postponed', answer: `The mailbox folder cannot be written${code}.` }
    }
    return { outcome: 'captured', answer: 'Kept here: no mail server is configured.' }
  }

  return { name: 'captured', place: mailbox, from, secrets: [], longestMs: 0, send }
}
