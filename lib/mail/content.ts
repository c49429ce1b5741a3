import 'server-only'
import { z } from 'zod'
import { seal, unseal } from '@/lib/kernel/sealing'

const Content = z.object({ html: z.string(), text: z.string() })
export type MailContent = z.infer<typeof Content>

/** HTML and text as they are stored: sealed, since they may hold a link. */
export function sealContent({ html, text }: MailContent): string {
  return seal('mail', JSON.stringify({ html, text }))
}

/** What was sealed, or undefined when it was with an instance key that has since been replaced. */
export function openContent(sealed: string): MailContent | undefined {
  try {
    return Content.parse(JSON.parse(unseal('mail', sealed)))
  } catch {
    return undefined
  }
}

/** The same with every secret a link carries left out; a secret of ours has 22 or more of these characters. */
export function withoutSecrets({ html, text }: MailContent): MailContent {
  const hidden = (whole: string) =>
    whole.replace(/https?:\/\/[^\s"<>]+/g, (link) => link.replace(/[\w-]{22,}/g, '…'))
  return { html: hidden(html), text: hidden(text) }
}

/** What another side answered, fit to be kept: short, in one line, and without anything of the mail or of our credentials. */
export function keptAnswer(answer: string, { text }: MailContent, secrets: string[]): string {
  const links = text.match(/https?:\/\/\S+/g) ?? []
  const tokens = links.flatMap((link) => link.split(/[/?#=&]/)).filter((part) => part.length >= 16)
  let kept = answer.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  for (const secret of [...links, ...tokens, ...secrets].filter(Boolean)) kept = kept.replaceAll(secret, '…')
  return kept.slice(0, 500)
}
