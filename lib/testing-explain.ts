import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '@/db/schema'
import type { Db } from '@/db/types'

type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

/** What the statements of one read cost: rows of users looked at, and how. */
export type ReadCost = { visited: number; scans: string[] }

/** A database that remembers its statements, and explains what each did, run once more. */
export function explainingDatabase(url: string) {
  const statements: { text: string; parameters: unknown[] }[] = []
  const client = postgres(url, { max: 1, onnotice: () => {} })
  const planner = postgres(url, { max: 1, onnotice: () => {} })
  // Parameters then travel as they do in the first: as the text drizzle makes of them.
  drizzle(planner)
  const logQuery = (text: string, parameters: unknown[]) => {
    statements.push({ text, parameters })
  }
  const db: Db = drizzle(client, { schema, logger: { logQuery } })
  return {
    db,
    async costOf(read: () => Promise<unknown>): Promise<ReadCost> {
      statements.length = 0
      await read()
      const cost: ReadCost = { visited: 0, scans: [] }
      for (const { text, parameters } of [...statements]) {
        const explain = `explain (analyze, timing off, format json) ${text}`
        const [row] = await planner.unsafe(explain, parameters as string[])
        addNode(row?.['QUERY PLAN'][0].Plan, cost)
      }
      return cost
    },
    close: () => Promise.all([client.end(), planner.end()]),
  }
}

function addNode(node: PlanNode, cost: ReadCost): void {
  if (node['Relation Name'] === 'users' || node['Index Name']?.startsWith('users_')) {
    const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
    cost.visited += (node['Actual Rows'] + removed) * node['Actual Loops']
    cost.scans.push([node['Node Type'], node['Index Name']].filter(Boolean).join(' '))
  }
  for (const inner of node.Plans ?? []) addNode(inner, cost)
}
