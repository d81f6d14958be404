import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { judgeFile } from '../judge.ts'
import { type Corpus, makeCorpus } from './corpus.ts'
import { type Found, forged } from './judged.ts'

// npm run campaign -- [how many] [first seed]: forges that many signed files and judges each.
const [count = 100_000, first = Math.floor(Math.random() * 1_000_000_000)] = process.argv.slice(2).map(Number)
// A process that says nothing for so long is ended; its file is then judged as the program does it, under its limits.
const longest = 10_000

type Said = { begun: number } | { found: Found } | { done: true }
type Tally = {
  judged: number
  verdicts: Map<string, number>
  wrong: Found[]
  hurt: number[]
  slowest: number
  slowestSeed: number
}

/** One process over its share of the seeds; begun again after the seed that hurt it. */
function share(corpus: Corpus, tally: Tally, part: { first: number; step: number; count: number }): Promise<void> {
  return new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, 'forge.apart.ts'), [], {
      execArgv: ['--max-old-space-size=400'],
      serialization: 'advanced',
    })
    let [seed, since, done] = [part.first, performance.now(), false]
    const watch = setInterval(() => performance.now() - since > longest && child.kill('SIGKILL'), 1_000)
    child.on('message', (said: Said) => {
      if ('begun' in said) seed = said.begun
      if ('done' in said) done = true
      if ('found' in said) note(tally, said.found, performance.now() - since)
      since = performance.now()
    })
    child.once('exit', () => {
      clearInterval(watch)
      if (done) return resolve()
      tally.hurt.push(seed)
      const next = seed + part.step
      const left = part.count - (next - part.first) / part.step
      resolve(left > 0 ? share(corpus, tally, { ...part, first: next, count: left }) : undefined)
    })
    child.send({ corpus, ...part })
  })
}

function note(tally: Tally, found: Found, took: number) {
  const key = `${found.sample} ${found.kind} ${found.verdict}`
  tally.verdicts.set(key, (tally.verdicts.get(key) ?? 0) + 1)
  tally.judged += 1
  if (took > tally.slowest) [tally.slowest, tally.slowestSeed] = [took, found.seed]
  if (found.wrong) tally.wrong.push(found)
  if (tally.judged % 1_000 === 0)
    console.log(`${tally.judged} of ${count}, slowest ${Math.round(tally.slowest)} ms, wrong ${tally.wrong.length}`)
}

const corpus = await makeCorpus()
const tally: Tally = { judged: 0, verdicts: new Map(), wrong: [], hurt: [], slowest: 0, slowestSeed: first }
const step = availableParallelism()
console.log(`${count} forged files from seed ${first}, ${step} processes`)
await Promise.all(
  Array.from({ length: step }, (_, at) =>
    share(corpus, tally, { first: first + at, step, count: Math.ceil((count - at) / step) }),
  ),
)
/** A file that hurt the process here must not hurt the program, which judges apart: stopped, and never valid. */
const unstopped: number[] = []
for (const seed of tally.hurt) {
  const { sample, mutant } = forged(corpus, seed)
  const beside = mutant.beside && { bytes: mutant.beside }
  const { verdict, reasons } = await judgeFile({ bytes: mutant.bytes }, { anchors: corpus.anchors, at: corpus.at }, beside)
  if (verdict === 'valid' && mutant.forbidden) unstopped.push(seed)
  console.log(`slow or heavy: seed ${seed}, ${sample}, ${mutant.kind}; apart: ${verdict} ${reasons.join(', ')}`)
}
for (const [key, times] of [...tally.verdicts].toSorted()) console.log(`${times.toString().padStart(7)}  ${key}`)
console.log(
  `judged ${tally.judged}, slowest ${Math.round(tally.slowest)} ms (seed ${tally.slowestSeed}), slow or heavy ${tally.hurt.length}, of them not stopped ${unstopped.length}, wrongly valid ${tally.wrong.length}`,
)
for (const { seed, sample, kind } of tally.wrong) console.log(`wrongly valid: seed ${seed}, ${sample}, ${kind}`)
process.exitCode = tally.wrong.length + unstopped.length > 0 ? 1 : 0
