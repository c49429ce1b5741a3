import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

let estimator: Promise<ZxcvbnFactory> | undefined

/** How long guessing takes grows with the square of the length: 128 characters of a bad kind held everybody up for a second. */
const lookedAt = 64

/**
 * How hard a password is to guess, 0 to 4, by zxcvbn and its lists of common passwords. They load at first use. Judged by
 * its first 64 characters: with what follows it is no easier to guess.
 */
export async function guessability(password: string, knownWords: string[]): Promise<number> {
  estimator ??= loadEstimator()
  return (await estimator).check(password.slice(0, lookedAt), knownWords).score
}

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}
