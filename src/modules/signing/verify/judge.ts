import { join } from 'node:path'
import { askApart } from '#platform/apart/apart.ts'
import type { Trust } from './certificates.ts'
import type { Content } from './file.ts'
import { type Judged, notJudged } from './verdict.ts'

const judging = {
  program: join(import.meta.dirname, 'judge.apart.ts'),
  longest: 3_000,
  memory: 400,
  resident: 500,
  questions: 50,
}

/**
 * Judges the signatures of one file (PDF, CMS, XML) in a process of its own, within 3 seconds and 500 MB: what hurts that
 * process is not judged, and never valid.
 * @param beside - the signature that lies beside the file, when it is not inside
 */
export async function judgeFile(file: Content, trust: Trust, beside: Content | null = null): Promise<Judged> {
  return (await askApart<Judged>(judging, { file, beside, trust })) ?? notJudged('took-too-long')
}
