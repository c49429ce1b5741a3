import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool } from 'pg'
import { ConnectionPool } from '@/db/pool'
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
  const client = new ConnectionPool(url)
  const logQuery = (text: string, parameters: unknown[]) => {
    statements.push({ text, parameters })
  }
  const db: Db = drizzle(client as unknown as Pool, { schema, logger: { logQuery } })
  return {
    db,
    async costOf(read: () => Promise<unknown>): Promise<ReadCost> {
      statements.length = 0
      await read()
      const cost: ReadCost = { visited: 0, scans: [] }
      for (const { text, parameters } of [...statements]) {
        const explain = `explain (analyze, timing off, format json) ${text}`
        const { rows } = await client.query({ text: explain }, parameters)
        addNode(rows[0]['QUERY PLAN'][0].Plan, cost)
      }
      return cost
    },
    close: () => client.end(),
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
