import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

let estimator: Promise<ZxcvbnFactory> | undefined

/** How hard a password is to guess, 0 to 4, by zxcvbn and its lists of common passwords. They load at first use. */
export async function guessability(password: string, knownWords: string[]): Promise<number> {
  estimator ??= loadEstimator()
  return (await estimator).check(password, knownWords).score
}

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}
