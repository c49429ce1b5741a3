import 'server-only'
import type { z } from 'zod'
import type { Context, SignedInContext } from '@/lib/kernel/context'
import { Conflict, type FieldErrors, Invalid } from '@/lib/kernel/errors'
import { asDomainError } from '@/lib/kernel/unavailable'
import type { Permission } from '@/lib/rights/catalogue'
import { requireAnyOf } from '@/lib/rights/require'
import { sayIn } from '@/words/say'
import { readerLocale } from '@/words/words'
import type { ActionState, FormAction, Sent } from './action-state'
import { enterAction } from './entered'
import { currentContext, visitorContext } from './page'
import { fieldsIn } from './say'

type Handler<Ctx, Input, Result> = (ctx: Ctx, input: Input) => Promise<Result>

/** Who may ask at all: holders of a permission, or of one of several, over anything, or everybody who is signed in. */
export type Asker = Permission | readonly [Permission, ...Permission[]] | 'signed-in'

/** Throws Forbidden unless the actor is one of these. */
export async function requireAsker(ctx: SignedInContext, asker: Asker): Promise<void> {
  if (asker === 'signed-in') return
  await requireAnyOf(ctx, typeof asker === 'string' ? [asker] : asker)
}

/**
 * Makes a server action for signed-in people: builds the context anew, asks for the permission before it looks at the
 * input, so that a refusal costs nothing, then parses, calls, translates. The command asks again, over its target. Takes a
 * plain value or a form's data. Only the product's own errors are caught, so redirects and bugs pass through.
 */
export function action<Schema extends z.ZodType, Result>(
  asker: Asker,
  schema: Schema,
  handler: Handler<SignedInContext, z.output<Schema>, Result>,
) {
  return async (input: unknown): Promise<Sent<Result>> => {
    enterAction()
    return sent(await runAsked(asker, schema, handler, input))
  }
}

/** The same as the action of a plain form, which works without scripts, too. */
export function formAction<Schema extends z.ZodType, Result>(
  asker: Asker,
  schema: Schema,
  handler: Handler<SignedInContext, z.output<Schema>, Result>,
): FormAction<Result> {
  return async (_previous, form) => {
    enterAction()
    const given = givenForm(form)
    return sent({ ...(await runAsked(asker, schema, handler, given)), values: typedInto(given) })
  }
}

/** The same for pages of people who are not signed in. */
export function visitorAction<Schema extends z.ZodType, Result>(
  schema: Schema,
  handler: Handler<Context, z.output<Schema>, Result>,
): FormAction<Result> {
  return async (_previous, form) => {
    enterAction()
    const given = givenForm(form)
    const state = await visitorContext()
      .then((ctx) => run(schema, handler, ctx, given))
      .catch(failure)
    return sent({ ...state, values: typedInto(given) })
  }
}

function sent<Result>(state: ActionState<Result>): Sent<Result> {
  return state as unknown as Sent<Result>
}

async function runAsked<Schema extends z.ZodType, Result>(
  asker: Asker,
  schema: Schema,
  handler: Handler<SignedInContext, z.output<Schema>, Result>,
  input: unknown,
): Promise<ActionState<Result>> {
  try {
    const ctx = await currentContext()
    if (!ctx)
      return {
        status: 'signedOut',
        message: 'Your session has ended. Sign in again; what you typed stays here.',
      }
    await requireAsker(ctx, asker)
    return await run(schema, handler, ctx, input)
  } catch (error) {
    return await failure(error)
  }
}

/** Anybody can post anything here: what is not a form counts as an empty one. */
function givenForm(form: unknown): FormData {
  return form instanceof FormData ? form : new FormData()
}

async function run<Ctx, Schema extends z.ZodType, Result>(
  schema: Schema,
  handler: Handler<Ctx, z.output<Schema>, Result>,
  ctx: Ctx,
  input: unknown,
): Promise<ActionState<Result>> {
  const parsed = schema.safeParse(input instanceof FormData ? formValues(input) : input)
  if (!parsed.success)
    return { status: 'invalid', fields: fieldsIn(await readerLocale(), fieldErrors(parsed.error)) }
  return { status: 'done', result: await handler(ctx, parsed.data) }
}

async function failure(thrown: unknown): Promise<ActionState<never>> {
  const error = asDomainError(thrown)
  if (!error) throw thrown
  const locale = await readerLocale()
  if (error instanceof Invalid) return { status: 'invalid', fields: fieldsIn(locale, error.fields) }
  const message = sayIn(locale, error.wording)
  if (error instanceof Conflict) return { status: 'conflict', message, current: error.current }
  return { status: 'failed', message }
}

/** React's own entries begin with $ACTION; a file is not something any form of ours holds. */
function formValues(form: FormData): Record<string, string> {
  const entries = [...form.entries()].filter(
    ([key, value]) => !key.startsWith('$ACTION') && typeof value === 'string',
  )
  return Object.fromEntries(entries) as Record<string, string>
}

/** What was typed, without secrets. */
function typedInto(form: FormData): Record<string, string> {
  return Object.fromEntries(
    Object.entries(formValues(form)).filter(([name]) => !/password|token/i.test(name)),
  )
}

/** Messages by field; '' for the input as a whole. */
function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    fields[field] = [...(fields[field] ?? []), issue.message]
  }
  return fields
}
