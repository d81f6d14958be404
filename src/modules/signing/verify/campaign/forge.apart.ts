import type { Corpus } from './corpus.ts'
import { judgeForged } from './judged.ts'

/** Forges and judges seed after seed, and tells each before and after, so that whoever watches knows which one hurts. */
process.once(
  'message',
  async ({ corpus, first, step, count }: { corpus: Corpus; first: number; step: number; count: number }) => {
    for (let at = 0; at < count; at++) {
      const seed = first + at * step
      process.send?.({ begun: seed })
      process.send?.({ found: await judgeForged(corpus, seed) })
    }
    process.send?.({ done: true })
    process.disconnect()
  },
)
