import type { Sender } from '@/lib/kernel/mail-address'

export type OutgoingMail = { id: string; recipient: string; subject: string; html: string; text: string }

/** `postponed`: worth trying again. `refused`: this mail will never be taken. `answer` is what the other side said. */
export type HandOver = { outcome: 'sent' | 'captured' | 'postponed' | 'refused'; answer: string }

export type Transport = {
  name: 'smtp' | 'resend' | 'captured'
  /** Where mail goes, without credentials. */
  place: string
  from: Sender
  /** What no answer that is kept or shown may hold. */
  secrets: string[]
  /** After so many milliseconds a hand-over has ended, whatever the other side does. */
  longestMs: number
  /** Hands one mail over. Never throws for what the other side does. */
  send: (mail: OutgoingMail) => Promise<HandOver>
}
