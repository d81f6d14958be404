import { readFile, stat } from 'node:fs/promises'
import { judgePdf } from '../pdf/judge.ts'
import type { Trust } from './certificates.ts'
import { judgeCms, looksLikeCms } from './detached.ts'
import { type Judged, notJudged } from './verdict.ts'
import { judgeXml, looksLikeXml } from './xml/judge.ts'

/** A file by its place, or as it is in memory. */
export type Content = { path: string } | { bytes: Uint8Array }

/** What is to be judged: a file, and the signature that lies beside it, if any. */
export type Question = { file: Content; beside: Content | null; trust: Trust }

const largest = 100 * 1024 * 1024

/** The bytes, or why they cannot be had. */
export async function bytesOf(content: Content): Promise<Uint8Array | 'unreadable' | 'too-large'> {
  if ('bytes' in content) return content.bytes.length > largest ? 'too-large' : content.bytes
  try {
    const { size } = await stat(content.path)
    return size > largest ? 'too-large' : new Uint8Array(await readFile(content.path))
  } catch {
    return 'unreadable'
  }
}

const looksLikePdf = (file: Uint8Array): boolean => Buffer.from(file.subarray(0, 1_024)).includes('%PDF-')
const isNamedPdf = (content: Content): boolean => 'path' in content && /\.pdf$/i.test(content.path)

/** Judges one file by what it is, whatever its name says; never throws. A file from outside goes through `judgeFile`. */
export async function judgeHere(question: Question): Promise<Judged> {
  try {
    return await judged(question)
  } catch {
    return notJudged('unreadable')
  }
}

async function judged({ file, beside, trust }: Question): Promise<Judged> {
  const content = await bytesOf(file)
  const signature = beside && (await bytesOf(beside))
  if (typeof content === 'string') return notJudged(content)
  if (typeof signature === 'string') return notJudged(signature)
  if (signature && looksLikeXml(signature)) return judgeXml(signature, content, trust)
  if (signature) return judgeCms(signature, content, trust)
  if (looksLikePdf(content)) return judgePdf(content, trust)
  if (content.length === 0 || isNamedPdf(file)) return notJudged('unreadable')
  if (looksLikeXml(content)) return judgeXml(content, null, trust)
  return looksLikeCms(content) ? judgeCms(content, null, trust) : notJudged('no-signature')
}
