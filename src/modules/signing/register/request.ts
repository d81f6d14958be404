import writeExcelFile, { type Row } from 'write-excel-file/node'
import { z } from 'zod'
import { contentFrom } from '#kernel/content.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import { agencyById, colleaguesOf } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import { lawData } from '#platform/config/law-data.ts'
import type { Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { typesetSheet } from '#platform/pdf/sheet.ts'
import { nearness, needs, needWords } from './register.ts'
import { type CertificateRegister, certificateRegister, type RegisterLine } from './register.view.ts'

const facts = [
  'name',
  'request',
  'position',
  'division',
  'agency',
  'organId',
  'email',
  'phone',
  'serial',
  'until',
  'reason',
] as const
type Fact = (typeof facts)[number]

/** The file that says which data a request asks for; the forms of the authority replace it. */
const RequestForm = z.object({
  columns: z.array(z.object({ key: z.string(), head: z.string(), from: z.enum(facts).nullable() })).min(1),
  cover: z.object({
    addressee: z.string(),
    subject: z.string(),
    opening: z.string(),
    lines: z.record(z.enum(needs), z.string()),
    closing: z.string(),
    copies: z.string(),
  }),
})

function reasonOf({ need, key, daysLeft, here }: RegisterLine): string {
  switch (need) {
    case 'NEW':
      return 'Chưa có chứng thư để ký văn bản điện tử'
    case 'RENEW':
      return nearness(daysLeft ?? 0) === 'ended' ? 'Chứng thư đã hết hạn' : 'Chứng thư sắp hết hạn'
    case 'REVOKE':
      return here ? `Không dùng nữa từ ngày ${key?.revokedAt ? formatDate(key.revokedAt) : ''}` : 'Đã rời cơ quan'
    default:
      return ''
  }
}

const factsOf = (line: RegisterLine, { agency }: CertificateRegister): Record<Fact, string> => ({
  ...{ name: line.name, position: line.position, division: line.division, email: line.email, phone: line.phone },
  ...{ agency: agency.name, organId: agency.organId, serial: line.key?.serial ?? '' },
  request: line.need ? needWords[line.need] : '',
  until: line.key ? formatDate(line.key.validTo) : '',
  reason: reasonOf(line),
})

const text = (value: string, bold = false): Row[number] => ({
  value,
  type: String,
  wrap: true,
  ...(bold ? { fontWeight: 'bold' } : {}),
})

async function needed(work: Work) {
  const register = await certificateRegister(work)
  const form = RequestForm.parse(await lawData('certificate-request.yaml'))
  return { register, form, wanted: register.lines.filter(({ need }) => need !== null) }
}

/** The list of what is asked of the authority, as a workbook: what the platform knows is filled in. @throws Refused not-allowed */
export async function needsWorkbook(work: Work): Promise<Buffer> {
  const { register, form, wanted } = await needed(work)
  await note(work, 'certificate.export-needs', work.actor.agency, { lines: wanted.length })
  const rows = wanted.map((line, at): Row => {
    const known = factsOf(line, register)
    return [{ value: at + 1, type: Number }, ...form.columns.map(({ from }) => text(from ? known[from] : ''))]
  })
  const heads: Row = [text('STT', true), ...form.columns.map(({ head }) => text(head, true))]
  const columns = [{ width: 6 }, ...form.columns.map(() => ({ width: 22 }))]
  const title: Row = [text(`Danh sách đề nghị về chứng thư chữ ký số: ${register.agency.name}`, true)]
  return writeExcelFile([title, heads, ...rows], { columns, stickyRowsCount: 2, sheet: 'Danh sach' }).toBuffer()
}

/** The letter that goes with the list, laid out by NĐ 30 and neither numbered nor signed. @throws Refused not-allowed */
export async function coverLetter(work: Work): Promise<Uint8Array> {
  const { tx, actor, clock } = work
  const { register, form, wanted } = await needed(work)
  await note(work, 'certificate.cover-letter', actor.agency, { lines: wanted.length })
  const agency = await agencyById(tx, actor.agency)
  const parent = agency?.parent ? await agencyById(tx, agency.parent) : undefined
  const head = (await colleaguesOf(tx, actor.agency)).find((one) => one.head)
  const { cover } = form
  const said = (words: string, count = 0) =>
    words
      .replaceAll('{agency}', register.agency.name)
      .replaceAll('{addressee}', cover.addressee)
      .replaceAll('{count}', String(count))
  const asked = needs.flatMap((need) => {
    const count = wanted.filter((line) => line.need === need).length
    return count > 0 ? [said(cover.lines[need], count)] : []
  })
  const { pdf } = typesetSheet(
    {
      ...{ family: 'letter', kindName: null, urgency: 'NORMAL', notation: `${agency?.symbol ?? ''}-VP`, subject: cover.subject },
      ...{ parentAgency: parent?.name ?? null, agency: register.agency.name, place: agency?.place ?? '' },
      addressees: [cover.addressee],
      body: contentFrom(
        [
          said(cover.opening),
          ...(asked.length > 1 ? asked.map((line, at) => `${at + 1}. ${line}`) : asked),
          said(cover.closing),
        ].join('\n'),
      ),
      signing: { capacityLines: [(head?.position ?? 'Thủ trưởng').toLocaleUpperCase('vi')], name: head?.name ?? '' },
      recipients: ['Như trên', `Lưu: ${cover.copies}`],
      demonstration: (await installationKind(tx)) !== 'real',
    },
    clock.now,
  )
  return pdf
}
