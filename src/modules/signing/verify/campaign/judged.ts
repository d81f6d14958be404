import { judgeHere } from '../file.ts'
import type { Verdict } from '../verdict.ts'
import type { Corpus } from './corpus.ts'
import { diceOf, type Mutant, mutantOf } from './mutate.ts'

/** What became of one forged file; `wrong` when it was called valid and must not be. */
export type Found = { seed: number; sample: string; kind: string; verdict: Verdict; wrong: boolean }

/** How often the largest samples are taken: most forgeries are of the smallest, which is judged fastest. */
const largeShare = 0.04

/** The forged file of a seed, the same whenever it is asked for with the same corpus. */
export function forged({ samples }: Corpus, seed: number): { sample: string; mutant: Mutant } {
  const dice = diceOf(seed)
  const large = dice() < largeShare
  const choice = samples.filter(({ bytes }) => bytes.length > 60_000 === large)
  const sample = choice[Math.floor(dice() * choice.length)] ?? samples[0]
  if (!sample) throw new Error('an empty corpus')
  return { sample: sample.name, mutant: mutantOf(sample, dice) }
}

/** Forges the file of a seed and judges it. */
export async function judgeForged(corpus: Corpus, seed: number): Promise<Found> {
  const { sample, mutant } = forged(corpus, seed)
  const { verdict } = await judgeHere({
    file: { bytes: mutant.bytes },
    beside: mutant.beside && { bytes: mutant.beside },
    trust: { anchors: corpus.anchors, at: corpus.at },
  })
  return { seed, sample, kind: mutant.kind, verdict, wrong: mutant.forbidden && verdict === 'valid' }
}
