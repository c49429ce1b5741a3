import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { mails, users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { openContent, withoutSecrets } from '@/lib/mail/content'
import { requirePermission } from '@/lib/rights/require'
import { permittedUsers } from '@/lib/rights/scope'
import { mayViewLink } from './create-link'
import { noteShown } from './shown'

/**
 * A captured mail with what it says, without the secret of its link for whoever may not make such a link for its user.
 * Who is shown it counts as knowing it from then on. Throws NotFound for every other mail.
 */
export function readCapturedMail(ctx: Context, id: string) {
  return inTransaction(ctx, (ctx) => read(ctx, id))
}

async function read(ctx: Context, id: string) {
  await requirePermission(ctx, 'mail.read')
  const permitted = await permittedUsers(ctx, 'mail.read')
  if (!z.uuid().safeParse(id).success) throw new NotFound('The captured mail')
  const { kind, userId, recoveryLinkId, recipient, subject, content, createdAt } = mails
  const [mail] = await ctx.db
    .select({ kind, userId, recoveryLinkId, recipient, subject, content, createdAt })
    .from(mails)
    .leftJoin(users, eq(users.id, userId))
    .where(and(eq(mails.id, id), eq(mails.status, 'captured'), permitted))
  const written = mail?.content ? openContent(mail.content) : undefined
  if (!mail || !written) throw new NotFound('The captured mail')
  // Whoever reads the link could take the account over.
  const owner = mail.userId !== null && (await mayViewLink(ctx, mail.userId)) ? mail.userId : undefined
  const shown = owner === undefined ? withoutSecrets(written) : written
  const isLinkHidden = shown.text !== written.text
  if (owner !== undefined && mail.recoveryLinkId !== null) await noteShown(ctx, owner, mail.recoveryLinkId)
  return {
    kind: mail.kind,
    recipient: mail.recipient,
    subject: mail.subject,
    createdAt: mail.createdAt,
    isLinkHidden,
    link: isLinkHidden ? undefined : linkOf(shown.text),
    ...shown,
  }
}

/** What the mail is about, as opposed to the address of the instance in its last line. */
function linkOf(text: string): string | undefined {
  const links = text.match(/https?:\/\/\S+/g) ?? []
  return links.find((link) => !/^\/?$/.test(new URL(link).pathname + new URL(link).hash))
}
