import { beforeAll, expect, test } from 'vitest'
import { judgeHere } from '../file.ts'
import { type Corpus, makeCorpus } from './corpus.ts'
import { judgeForged } from './judged.ts'

const rounds = 400
const first = Number(process.env.CAMPAIGN_SEED ?? Math.floor(Math.random() * 1_000_000_000))
let corpus: Corpus

beforeAll(async () => {
  corpus = await makeCorpus()
})

test('the untouched files are valid', async () => {
  for (const { name, bytes, beside } of corpus.samples) {
    const trust = { anchors: corpus.anchors, at: corpus.at }
    const judged = await judgeHere({ file: { bytes }, beside: beside && { bytes: beside }, trust })
    expect([name, judged.verdict, judged.reasons]).toEqual([name, 'valid', []])
  }
})

test(`a sample of forged files, seed ${first}: none with a changed signed byte is valid`, async () => {
  const verdicts = new Set<string>()
  for (let seed = first; seed < first + rounds; seed++) {
    const found = await judgeForged(corpus, seed)
    expect(found, `CAMPAIGN_SEED=${seed}`).toMatchObject({ wrong: false })
    verdicts.add(found.verdict)
  }
  expect(verdicts.has('invalid') && verdicts.has('indeterminate')).toBe(true)
})
