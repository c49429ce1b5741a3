import 'server-only'
import { eq } from 'drizzle-orm'
import { apiTokens, signInNames, users } from '@/db/schema'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { hashSecret, newSecret, uuidv7 } from '@/lib/kernel/crypto'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import { nameKey } from '@/lib/kernel/names'

type NewToken = { username: string; description: string; expiresAt: Date; secret?: string }

/** For the operator and set-up: an API token for a user, by username or e-mail. Its secret is returned and never shown again. */
export async function createToken(
  ctx: Context,
  input: NewToken,
): Promise<{ secret: string; expiresAt: Date }> {
  if (ctx.actor.type !== 'operator' && ctx.actor.type !== 'setup') throw new Forbidden()
  return inTransaction(ctx, async (ctx) => {
    const [user] = await ctx.db
      .select({ id: users.id, username: users.username })
      .from(signInNames)
      .innerJoin(users, eq(users.id, signInNames.userId))
      .where(eq(signInNames.key, nameKey(input.username)))
    if (!user) throw new NotFound(`The user ${input.username}`)
    const secret = input.secret ?? newSecret()
    const id = uuidv7(ctx.now)
    await ctx.db.insert(apiTokens).values({
      id,
      tokenHash: hashSecret(secret),
      userId: user.id,
      description: input.description,
      createdAt: ctx.now,
      expiresAt: input.expiresAt,
    })
    await recordEvent(ctx, {
      name: 'token.created',
      subjects: [{ type: 'user', id: String(user.id), label: user.username }],
      details: { tokenId: id, description: input.description, expiresAt: input.expiresAt.toISOString() },
    })
    return { secret, expiresAt: input.expiresAt }
  })
}
