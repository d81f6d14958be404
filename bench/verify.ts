import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDF } from '@libpdf/core'
import { dict, dictOf, name, stream } from '#platform/pdf/objects.ts'
import { certify } from '../src/modules/signing/pdf/certify.ts'
import { readSignedData } from '../src/modules/signing/pdf/cms.ts'
import { fillNumber } from '../src/modules/signing/pdf/fill.ts'
import { coveredBytes, openRevision, signaturesOf } from '../src/modules/signing/pdf/read.ts'
import { seal } from '../src/modules/signing/pdf/seal.ts'
import { preparedLetter, testAuthority } from '../src/modules/signing/pdf/testing.ts'
import { judgeFile } from '../src/modules/signing/verify/judge.ts'
import { held } from '../src/modules/signing/verify/signed-by.ts'
import type { Judged } from '../src/modules/signing/verify/verdict.ts'
import { type Line, line } from './result.ts'

const rounds = 21
const half = 512 * 1024

/**
 * A letter of half a megabyte, its weight in a stream that nothing can compress: signed by a person, and the same numbered and
 * sealed by an agency.
 */
async function letters(authority: ReturnType<typeof testAuthority>): Promise<{ signed: Uint8Array; sealed: Uint8Array }> {
  const pdf = await PDF.load(await preparedLetter())
  const bare = (await pdf.save()).length
  const picture = { Type: name('XObject'), Subtype: name('Form') }
  const weight = pdf.context.register(stream(picture, randomBytes(Math.max(1, half - bare - 60_000)).toString('latin1')))
  const page = dictOf(pdf.context, pdf.context.pages.getPages()[0])
  const resources = dictOf(pdf.context, page?.get('Resources'))
  resources?.set('XObject', dict({ Weight: weight }))
  const at = new Date()
  const signed = await certify(await pdf.save(), { signer: authority.issue('Ngô Hữu Thịnh'), at, name: 'Ngô Hữu Thịnh' })
  const numbered = await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' })
  return { signed, sealed: await seal(numbered, { signer: authority.issue('Sở Tài chính'), at, name: 'Sở Tài chính' }) }
}

const median = (took: readonly number[]) => took.toSorted((one, other) => one - other)[Math.floor(took.length / 2)] ?? 0

/** One round of each after the other, so that whatever else the machine does falls on all of them. The median of each. */
async function alternately(acts: readonly (() => unknown)[]): Promise<number[]> {
  const took = acts.map((): number[] => [])
  for (let round = 0; round < rounds; round++)
    for (const [at, act] of acts.entries()) {
      const since = performance.now()
      await act()
      took[at]?.push(performance.now() - since)
    }
  return took.map(median)
}

const shown = (ms = 0) => `${ms.toFixed(1)} ms`

function expectValid({ verdict, reasons }: Judged): void {
  if (verdict !== 'valid') throw new Error(`the letter is ${verdict}: ${reasons}`)
}

/** The part of a judgement that no verifier is spared: the digest of what is covered, and the signature over it. */
async function signatureOf(bytes: Uint8Array): Promise<() => unknown> {
  const revision = await openRevision(bytes)
  const [claimed] = revision ? signaturesOf(revision) : []
  const data = claimed && readSignedData(claimed.contents)
  const signer = data?.signerInfos[0]
  if (!claimed || !data || !signer) throw new Error('no signature')
  return () => {
    if (!held(data, signer, coveredBytes(bytes, claimed) ?? new Uint8Array())?.holds) throw new Error('broken')
  }
}

/** The verifier beside pdfsig on the same file of half a megabyte, in one run. */
export async function benchVerify(): Promise<Line[]> {
  const authority = testAuthority()
  const folder = await mkdtemp(join(tmpdir(), 'lt-verify-'))
  try {
    const { signed, sealed } = await letters(authority)
    const [one, two] = [join(folder, 'signed.pdf'), join(folder, 'sealed.pdf')]
    await Promise.all([writeFile(one, signed), writeFile(two, sealed)])
    const trust = { anchors: [authority.root], at: new Date() }
    const verdict = async (path: string) => judgeFile({ path }, trust)
    for (const path of [one, two]) for (let warm = 0; warm < 10; warm++) expectValid(await verdict(path))
    const part = await signatureOf(signed)
    const pdfsig = (path: string) => execFileSync('pdfsig', ['-nocert', path], { stdio: 'ignore' })
    const [theirs, hashed, ours, theirsSealed, oursSealed] = await alternately([
      () => pdfsig(one),
      part,
      () => verdict(one),
      () => pdfsig(two),
      () => verdict(two),
    ])
    const ratio = (what: string, wanted: number, [peer = 0, own = 1]: (number | undefined)[]) =>
      line(`verify: ${what}`, (peer / own).toFixed(1), `≥ ${wanted}`, peer >= wanted * own)
    return [
      line('verify: pdfsig on a letter of 0.5 MB with one signature', shown(theirs)),
      line('verify: hash and one signature', shown(hashed)),
      line('verify: whole verdict on it, in the process apart', shown(ours)),
      line('verify: pdfsig on it numbered and sealed', shown(theirsSealed)),
      line('verify: whole verdict on that', shown(oursSealed)),
      ratio('pdfsig ÷ hash and one signature', 15, [theirs, hashed]),
      ratio('pdfsig ÷ whole verdict', 3, [theirs, ours]),
      line('verify: pdfsig ÷ whole verdict, sealed', ((theirsSealed ?? 0) / (oursSealed ?? 1)).toFixed(1)),
    ]
  } finally {
    authority.remove()
    await rm(folder, { recursive: true, force: true })
  }
}
