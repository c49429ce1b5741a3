import 'server-only'
import type { z } from 'zod'
import type { Plan } from '@/lib/acts/plan'
import type { Writable } from '@/lib/kernel/written-json'
import type { Permission } from '@/lib/rights/catalogue'
import type { Target } from '@/lib/rights/require'
import type { Refusals } from './problems'
import type { ApiContext } from './token'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type Params = Record<string, string | undefined>

type Call<Query, Body> = {
  /** The parts of the path in braces, as they came. */
  params: Params
  query: Query
  body: Body
  /** The version named by If-Match, when there is one. */
  ifMatch: number | undefined
}

export type Reply<Result> = { result: Writable<Result>; version?: number }

type Definition<Query extends z.ZodObject, Body extends z.ZodObject, Result extends z.ZodType> = {
  /** The operationId of the wire format. */
  id: string
  summary: string
  /**
   * Asked for before anything is read, so that a refusal costs nothing and says nothing; of several, one is enough where only
   * the body tells which it takes. The command asks again.
   */
  permission?: Permission | readonly [Permission, ...Permission[]]
  /** Over what the permission is asked for, where the path names it. Throws NotFound for what it cannot name. */
  target?: (ctx: ApiContext, params: Params) => Target | Promise<Target>
  query?: Query
  body?: Body
  /** True when sending no body at all is the same as sending {}. */
  bodyOptional?: boolean
  /** What it answers; nothing with the status 204. */
  result: Result
  status?: 200 | 201 | 204
  /** What it would do: with it, `?dry_run=true` answers this plan and does nothing. */
  plan?: (ctx: ApiContext, call: Call<z.output<Query>, z.output<Body>>) => Promise<Plan>
  refusals?: Refusals
  /** True when an If-Match header is obeyed. */
  versioned?: boolean
  run: (ctx: ApiContext, call: Call<z.output<Query>, z.output<Body>>) => Promise<Reply<z.input<Result>>>
}

type Described = Omit<Definition<z.ZodObject, z.ZodObject, z.ZodType>, 'run' | 'plan'>

/** One method on one path, as the door and the OpenAPI document see it. */
export type Operation = Described &
  (
    | {
        public?: false
        run: (ctx: ApiContext, call: Call<never, never>) => Promise<Reply<unknown>>
        plan?: (ctx: ApiContext, call: Call<never, never>) => Promise<Plan>
      }
    | { public: true; run: () => Promise<Reply<unknown>> }
  )

/** Ties the types together: what `run` is given and returns is what its schemas say. */
export function operation<
  Result extends z.ZodType,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodObject = z.ZodObject,
>(definition: Definition<Query, Body, Result>): Operation {
  return definition
}

export type Operations = { [M in Method]?: Operation }
