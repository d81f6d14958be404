import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import { AgencyForm } from '../agencies/agency.forms.ts'
import { agencyByOrganId } from '../agencies/agency.sql.ts'
import type { Agency } from '../agencies/agency.ts'
import { kindWords, levelWords } from '../agencies/agency.vi.ts'
import { editAgency, foundAgency } from '../agencies/shape-tree.ts'
import { dayTyped } from '../days.ts'
import { lineActs } from './bring.ts'
import { type Bringing, type Column, type Did, type Line, sheet } from './sheet.ts'
import { wordOf, yesOf } from './words.ts'

const columns: Column[] = [
  {
    head: 'Mã định danh',
    field: 'organId',
    required: true,
    means: 'Theo QĐ 20/2020/QĐ-TTg; nhận ra cơ quan đã có',
    examples: ['H99.11', 'H99.11.01'],
  },
  { head: 'Tên cơ quan', field: 'name', required: true, means: 'Tên đầy đủ', examples: ['Sở Tài chính', 'Chi cục Quản lý giá'] },
  { head: 'Tên ngắn', field: 'shortName', means: 'Bỏ trống thì lấy tên đầy đủ', examples: ['Sở TC', ''] },
  { head: 'Ký hiệu', field: 'symbol', required: true, means: 'Trong số, ký hiệu văn bản', examples: ['STC', 'CCQLG'] },
  {
    head: 'Cấp',
    field: 'level',
    required: true,
    means: `Một trong: ${Object.values(levelWords).join('; ')}`,
    examples: ['Cấp tỉnh', 'Cấp tỉnh'],
    read: wordOf(levelWords, { tinh: 'PROVINCE', xa: 'COMMUNE', huyen: 'DISTRICT', 'cap huyen': 'DISTRICT', thon: 'HAMLET' }),
  },
  {
    head: 'Loại',
    field: 'kind',
    means: `Một trong: ${Object.values(kindWords).join('; ')}; bỏ trống là cơ quan nhà nước`,
    examples: ['Cơ quan nhà nước', 'Dùng con dấu của cơ quan khác, sổ riêng'],
    read: wordOf(kindWords),
  },
  {
    head: 'Mã cơ quan cấp trên',
    field: 'parent',
    means: 'Mã định danh của cơ quan cấp trên trực tiếp',
    examples: ['H99', 'H99.11'],
  },
  { head: 'Dùng con dấu của', field: 'sealedBy', means: 'Mã định danh, khi không có con dấu riêng', examples: ['', 'H99.11'] },
  {
    head: 'Địa danh',
    field: 'place',
    required: true,
    means: 'Đứng trước ngày ban hành',
    examples: ['Thanh Giang', 'Thanh Giang'],
  },
  { head: 'Mã 13 ký tự', field: 'code13', means: 'Theo QCVN 102:2016/BTTTT, nếu có', examples: ['', ''] },
  { head: 'Hiệu lực từ', field: 'effectiveFrom', means: 'Ngày/tháng/năm; bỏ trống là từ trước', examples: ['01/03/2025', ''] },
  {
    head: 'Nhận văn bản điện tử',
    field: 'reachable',
    means: 'Có hoặc Không; bỏ trống là Có',
    examples: ['Có', 'Có'],
    read: yesOf,
  },
]

const AgencyLine = AgencyForm.omit({
  parent: true,
  sealedBy: true,
  hasSeal: true,
  reachable: true,
  shortName: true,
  kind: true,
}).extend({
  shortName: AgencyForm.shape.shortName.optional(),
  kind: AgencyForm.shape.kind.optional(),
  parent: z.string().optional(),
  sealedBy: z.string().optional(),
  reachable: z.boolean().default(true),
})
type AgencyLine = z.output<typeof AgencyLine>

async function referred(at: Bringing, organId: string | undefined, field: string): Promise<string | undefined> {
  if (organId === undefined) return undefined
  const agency = await agencyByOrganId(at.work.tx, organId)
  if (!agency) throw new Refused('not-found', field)
  return agency.id
}

/** Whether the line says anything else than what is known. */
function differs(form: AgencyForm, agency: Agency, from: string | null): boolean {
  const wanted = { ...form, code13: form.code13 ?? null, parent: form.parent ?? null, sealedBy: form.sealedBy ?? null }
  const keys = [
    'name',
    'shortName',
    'symbol',
    'level',
    'kind',
    'place',
    'parent',
    'sealedBy',
    'code13',
    'hasSeal',
    'reachable',
  ] as const
  return keys.some((key) => wanted[key] !== agency[key]) || (from !== null && from !== agency.effectiveFrom)
}

async function bringOne(at: Bringing, values: AgencyLine): Promise<Did> {
  const known = await agencyByOrganId(at.work.tx, values.organId)
  const parent = await referred(at, values.parent, 'parent')
  const sealedBy = await referred(at, values.sealedBy, 'sealedBy')
  const kind = values.kind ?? (sealedBy ? 'UNDER_ANOTHER_SEAL' : 'STATE')
  const form: AgencyForm = {
    ...values,
    shortName: values.shortName ?? values.name.slice(0, 60),
    kind,
    parent,
    sealedBy,
    hasSeal: !sealedBy && values.level !== 'HAMLET',
    effectiveFrom: values.effectiveFrom ?? (known ? undefined : formatDate('2000-01-01')),
  }
  const from = dayTyped(values.effectiveFrom, { clock: at.work.clock, field: 'effectiveFrom', otherwise: null })
  if (!known) {
    await foundAgency(at.work, form)
    return 'new'
  }
  if (!differs(form, known, from)) return 'same'
  await editAgency(at.work, known.id, form)
  return 'changed'
}

/** Agencies that others refer to come first, whatever their order in the sheet. */
function inOrder(lines: Line<AgencyLine>[]): Line<AgencyLine>[] {
  const byCode = new Map(lines.map((line) => [line.values.organId, line]))
  const placed = new Set<Line<AgencyLine>>()
  const place = (line: Line<AgencyLine>, under: readonly Line<AgencyLine>[]) => {
    if (placed.has(line) || under.includes(line)) return
    for (const code of [line.values.parent, line.values.sealedBy]) {
      const other = code === undefined ? undefined : byCode.get(code)
      if (other) place(other, [...under, line])
    }
    placed.add(line)
  }
  for (const line of lines) place(line, [])
  return [...placed]
}

export const agenciesSheet = sheet({
  name: 'Cơ quan',
  columns,
  shape: AgencyLine,
  async bring(at, lines) {
    const seen = new Map<string, number>()
    for (const line of inOrder(lines)) {
      const before = seen.get(line.values.organId)
      seen.set(line.values.organId, line.number)
      if (before !== undefined) at.wrong(line, 'organId', `Mã này đã có ở dòng ${before}.`)
      else await lineActs(at, line, () => bringOne(at, line.values))
    }
  },
})
