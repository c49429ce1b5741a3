import type fc from 'fast-check'
import { expect } from 'vitest'
import type * as model from './model'
import { passwordHashes, type Real } from './real'

type Step = (m: model.Model, real: Real) => Promise<void>

export type ModelCommand = fc.AsyncCommand<model.Model, Real>

/** How often each step got through, so that the test can show that it tried more than refusals. */
export const reached = { started: 0, finished: 0, refused: 0, asked: 0, unanswered: 0, outgrown: 0 }

/** Does one step in both, and sees that nobody's password changed but by it. */
class Command implements ModelCommand {
  constructor(
    private readonly name: string,
    private readonly step: Step,
  ) {}
  check = () => true
  toString = () => this.name
  async run(m: model.Model, real: Real) {
    const before = [await passwordHashes(real), m.users.map(({ passwords }) => passwords)] as const
    await this.step(m, real)
    const hashes = await passwordHashes(real)
    for (const [index, { passwords }] of m.users.entries()) {
      const shouldChange = passwords !== before[1][index]
      expect(hashes[index] !== before[0][index], `password of user ${index}`).toBe(shouldChange)
    }
  }
}

export const command = (name: string, step: Step) => new Command(name, step)

/** The real outcome must be the model's: done, or refused. */
export async function compare(work: Promise<unknown>, expected: boolean): Promise<void> {
  const done = await work.then(
    () => true,
    () => false,
  )
  expect(done).toBe(expected)
}
