import 'server-only'
import { z } from 'zod'
import type { Plan } from '@/lib/acts/plan'
import type { Operation } from './operation'

const DryRun = {
  dry_run: z
    .boolean()
    .default(false)
    .describe('Answers what this would do and what stands against it, and does nothing.'),
}

const WireEnding = z.object({ kind: z.string(), count: z.int() })

export const WirePlan = z
  .object({
    rows: z
      .array(
        z.object({
          pk: z.int(),
          label: z.string(),
          note: z.string(),
          ends: z.array(WireEnding),
          blocker: z.string().nullable(),
        }),
      )
      .describe('At most 100 of them, the blocked ones first.'),
    count: z.int().describe('To how many it would be done; the blocked ones are not counted.'),
    ends: z.array(WireEnding).describe('What ends with it, over all to whom it would be done.'),
    warnings: z.array(z.string()),
    blockers: z.array(z.string()).describe('Why it cannot be done. Empty, it can.'),
  })
  .meta({ id: 'Plan' })

export function wirePlan({ rows, count, ends, warnings, blockers }: Plan): z.infer<typeof WirePlan> {
  return {
    rows: rows.map(({ id, label, note, ends, blocker = null }) => ({ pk: id, label, note, ends, blocker })),
    ...{ count, ends, warnings, blockers },
  }
}

/** The parameters of an operation, with dry_run where it has a plan. */
export function queryOf(operation: Operation): z.ZodObject | undefined {
  if (operation.public || !operation.plan) return operation.query
  return plannedQueries.get(operation) ?? addDryRun(operation)
}

const plannedQueries = new WeakMap<Operation, z.ZodObject>()

function addDryRun(operation: Operation): z.ZodObject {
  const query = (operation.query ?? z.strictObject({})).extend(DryRun)
  plannedQueries.set(operation, query)
  return query
}
