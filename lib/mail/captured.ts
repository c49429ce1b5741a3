import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { mails, users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { NotFound } from '@/lib/errors'
import { requirePermission } from '@/lib/permissions/require'
import { permittedUsers } from '@/lib/permissions/scope'
import { openContent } from './content'

/** A captured mail with what it says. Throws NotFound for every other mail, and Forbidden when its link is not for the actor. */
export async function readCapturedMail(ctx: Context, id: string) {
  await requirePermission(ctx, 'mail.read')
  const permitted = await permittedUsers(ctx, 'mail.read')
  if (!z.uuid().safeParse(id).success) throw new NotFound('The captured mail')
  const { kind, userId, recoveryLinkId, recipient, subject, content, createdAt } = mails
  const [mail] = await ctx.db
    .select({ kind, userId, recoveryLinkId, recipient, subject, content, createdAt })
    .from(mails)
    .leftJoin(users, eq(users.id, userId))
    .where(and(eq(mails.id, id), eq(mails.status, 'captured'), permitted))
  // Whoever reads the link could take the account over.
  if (mail?.recoveryLinkId && mail.userId !== null) {
    await requirePermission(ctx, 'users.recover', { userId: mail.userId })
  }
  const opened = mail?.content ? openContent(mail.content) : undefined
  if (!mail || !opened) throw new NotFound('The captured mail')
  return {
    kind: mail.kind,
    recipient: mail.recipient,
    subject: mail.subject,
    createdAt: mail.createdAt,
    link: linkOf(opened.text),
    ...opened,
  }
}

/** What the mail is about, as opposed to the address of the instance in its last line. */
function linkOf(text: string): string | undefined {
  const links = text.match(/https?:\/\/\S+/g) ?? []
  return links.find((link) => !/^\/?$/.test(new URL(link).pathname + new URL(link).hash))
}
