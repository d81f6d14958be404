import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import {
  findingLine,
  type JudgedFinding,
  judgedBy,
  keepShadow,
  keptShadow,
  type ShadowFinding,
  shadowIn,
  shadowPolicy,
  shadowWords,
} from '#signing'
import { filesOf, type OutgoingFile } from '../file.sql.ts'
import { read } from '../outgoing.sql.ts'
import type { Outgoing } from '../outgoing.ts'

/** A finding with its words, and what the drafter can do about it. */
type SpokenFinding = JudgedFinding & { words: string; advice: string }
/** What was found in one file of a document; `main`: the file that is signed, else an attachment. */
export type FileFindings = { id: string; name: string; main: boolean; findings: SpokenFinding[] }

const spoken = (one: JudgedFinding): SpokenFinding => ({ ...one, words: findingLine(one), advice: shadowWords[one.code].advice })

type Asked = OutgoingFile & { sha256: string }

/** The PDF files that go out with the document: an uploaded text, and the attachments that are not on paper. */
async function asked(work: Work, doc: Outgoing): Promise<Asked[]> {
  const files = await filesOf(work.tx, doc.id)
  return files.flatMap((file) => {
    const goes = file.role === 'ATTACHMENT' ? !file.onPaper : file.role === 'UPLOAD' && doc.source === 'UPLOAD'
    return goes && file.sha256 && file.mediaType === 'application/pdf' ? [{ ...file, sha256: file.sha256 }] : []
  })
}

/** What was kept of a file; looked for now when it came in before files were looked through, or by older rules. */
async function foundIn(desk: Desk, doc: Outgoing, { sha256 }: Asked): Promise<ShadowFinding[]> {
  const { kept, source } = await desk.work(async ({ tx }) => {
    const found = await keptShadow(tx, sha256)
    return { kept: found, source: found ? null : await desk.vault.files.source(tx, sha256) }
  })
  if (kept || !source) return kept ?? []
  const found = await shadowIn(source)
  await desk.work(({ tx }) => keepShadow(tx, { sha256, agency: doc.agency }, found))
  return found
}

/**
 * What the files of a document hold that their reader does not see, by the installation's policy; files without findings are absent.
 * What is typed here is typeset by the platform and holds nothing of the kind. @throws Refused not-found
 */
export async function shadowOf(desk: Desk, id: string): Promise<FileFindings[]> {
  const { doc, files, policy } = await desk.work(async (work) => {
    const found = await read(work, id)
    return { doc: found, files: await asked(work, found), policy: await shadowPolicy(work.tx) }
  })
  const all: FileFindings[] = []
  for (const file of files) {
    const findings = judgedBy(await foundIn(desk, doc, file), policy).map(spoken)
    if (findings.length > 0) all.push({ id: file.id, name: file.name, main: file.role === 'UPLOAD', findings })
  }
  return all
}

/**
 * Lets a document through to be signed: nothing that the policy refuses, and whatever it asks about confirmed by the signer, which is
 * written down. @throws Refused hidden-content | hidden-unconfirmed | not-found
 */
export async function passShadow(desk: Desk, id: string, confirmed: boolean): Promise<void> {
  const findings = (await shadowOf(desk, id)).flatMap((file) => file.findings)
  const refused = findings.find((one) => one.level === 'refuse')
  if (refused) throw new Refused('hidden-content', refused.code)
  if (findings.length === 0) return
  if (!confirmed) throw new Refused('hidden-unconfirmed', id)
  const codes = [...new Set(findings.map((one) => one.code))].sort().join(' ')
  await desk.work((work) => note(work, 'outgoing.confirm-shadow', id, { codes }))
}
