import { type Content, plainLines } from '#kernel/content.ts'
import { findingsIn, type HabitName, printedTwice, type TextFinding, typedEnding } from './layout-text.ts'
import { runsOn } from './numbering.ts'

/** What the checks look at: the draft as it stands on the screen. */
export type Checkable = {
  /** Template family of the kind: letter, decision … */
  family: string
  subject: string
  content: Content
  /** False: the text is an uploaded file, which the checks of the text do not see. */
  typed: boolean
  places: readonly string[]
  addressees: readonly string[]
  recipients: number
  signer: { head: boolean } | null
  competence: string
  /** Symbol of the drafting unit, as it stands after "Lưu: VT,". */
  unit: string
}

/** Where a fault is, as the screen names its parts. */
export type CheckedPart = 'subject' | 'text' | 'places' | 'signer' | 'recipients'
export const fixes = ['places', 'subject', 'numbers', 'symbols', 'dates', 'capitals', 'ending', 'printed'] as const
export type Fix = (typeof fixes)[number]

/**
 * A thing to put right, with where it stands and the clause of Decree 30/2020; a `hint` may be meant as it is. `fix` names what
 * "Sửa giúp" does, `found` the words that are wrong, each with its line and what it would become.
 */
export type Fault = {
  key: string
  part: CheckedPart
  clause: string
  level: 'fault' | 'hint'
  words: string
  found: TextFinding[]
  fix?: Fix
}

type Rule = {
  key: string
  part: CheckedPart
  clause: string
  hint?: true
  right: (of: Checkable) => boolean
  words: (of: Checkable) => string
  found?: (of: Checkable) => TextFinding[]
  fix?: Fix
}

const open = /\[[^\]\n]*\]/u
const lines = (of: Checkable) => (of.typed ? plainLines(of.content) : [])
const has = (of: Checkable, type: string) => of.content.content.some((block) => block.type === type)
export const isKept = (line: string) => /^-?\s*Lưu\s*(:|VT)/iu.test(line.trim())
const keptLine = (of: Checkable) => of.places.find(isKept)
const enacts = (of: Checkable) => of.family === 'decision' || of.family === 'resolution'
/** A sentence's end or beginning that a subject does not have (NĐ 30/2020, phụ lục I, II.5). */
const plainSubject = (subject: string) => !/[.;,:]$/u.test(subject.trim()) && !/^(V\/v|Về việc)\s/iu.test(subject.trim())

const twice = (of: Checkable) => (of.typed ? printedTwice(of.content) : [])
const hasAppendix = (content: Content) =>
  content.content.some((block) => block.type === 'annex' && block.attrs.form === 'appendix')
/** The lines before the first annex. */
const mainLines = ({ content }: Content) => {
  const first = content.findIndex(({ type }) => type === 'annex')
  return plainLines({ type: 'doc', content: content.slice(0, first < 0 ? undefined : first) })
}
const findings = (name: HabitName) => (of: Checkable) => (of.typed ? findingsIn(lines(of), name) : [])
const habit = (name: HabitName, clause: string, words: string): Rule => ({
  key: name,
  part: 'text',
  clause,
  hint: true,
  right: (of) => findings(name)(of).length === 0,
  found: findings(name),
  words: () => words,
  fix: name,
})

// The rules of annex I of Decree 30/2020 that a machine can see; the others are printed right by the typesetting itself.
export const rules: readonly Rule[] = [
  {
    key: 'subject',
    part: 'subject',
    clause: 'phụ lục I, phần I, II.5a',
    right: (of) => of.subject.trim() !== '',
    words: () => 'Chưa ghi trích yếu.',
  },
  {
    key: 'subject-plain',
    part: 'subject',
    clause: 'phụ lục I, phần I, II.5b',
    right: (of) => plainSubject(of.subject),
    words: () => 'Trích yếu không mở đầu bằng “V/v”, “Về việc” và không có dấu ở cuối: hệ thống tự in.',
    fix: 'subject',
  },
  {
    key: 'subject-short',
    part: 'subject',
    clause: 'phụ lục I, phần I, II.5a',
    right: (of) => of.subject.length <= 300,
    words: () => 'Trích yếu dài quá 300 ký tự, nên viết gọn lại.',
  },
  {
    key: 'text',
    part: 'text',
    clause: 'phụ lục I, phần I, II.6',
    right: (of) => !of.typed || lines(of).some((line) => line !== ''),
    words: () => 'Chưa có nội dung.',
  },
  {
    key: 'open',
    part: 'text',
    clause: 'phụ lục III, mục II',
    right: (of) => !lines(of).some((line) => open.test(line)),
    words: (of) => `Còn ${lines(of).filter((line) => open.test(line)).length} chỗ của mẫu chưa viết (trong ngoặc vuông).`,
  },
  {
    key: 'numbers',
    part: 'text',
    clause: 'phụ lục I, phần I, II.6đ',
    right: (of) => !of.typed || runsOn(of.content),
    words: () => 'Số điều, khoản hoặc chữ điểm không liên tục.',
    fix: 'numbers',
  },
  {
    key: 'basis',
    part: 'text',
    clause: 'phụ lục I, phần I, II.6a',
    right: (of) => !of.typed || !enacts(of) || has(of, 'basis'),
    words: () => 'Quyết định, nghị quyết phải có căn cứ ban hành.',
  },
  {
    key: 'article',
    part: 'text',
    clause: 'phụ lục III, mẫu 1.1, 1.2',
    right: (of) => !of.typed || !enacts(of) || has(of, 'article'),
    words: () => 'Quyết định, nghị quyết phải chia thành các điều.',
  },
  {
    key: 'dots',
    part: 'text',
    clause: 'phụ lục III, mục II',
    right: (of) => !lines(of).some(typedEnding),
    words: () => 'Không gõ “./.” ở cuối: hệ thống tự in.',
    fix: 'ending',
  },
  {
    key: 'printed',
    part: 'text',
    clause: 'phụ lục I, phần I, II',
    right: (of) => twice(of).length === 0,
    found: twice,
    words: () => 'Quốc hiệu, số, “Kính gửi”, “Nơi nhận” do hệ thống in; gõ thêm sẽ bị in hai lần.',
    fix: 'printed',
  },
  {
    key: 'annex-cited',
    part: 'text',
    clause: 'phụ lục I, phần I, III.1a',
    right: (of) => !of.typed || !hasAppendix(of.content) || mainLines(of.content).some((line) => /phụ lục/iu.test(line)),
    words: () => 'Văn bản có phụ lục thì trong nội dung phải có chỉ dẫn về phụ lục đó.',
  },
  habit('symbols', 'phụ lục I, phần I, II.3; phụ lục III, mục I', 'Số, ký hiệu viện dẫn chưa đúng cách viết.'),
  habit('dates', 'phụ lục I, phần I, II.4b', 'Ngày, tháng, năm viện dẫn viết đầy đủ; ngày dưới 10, tháng 1, 2 thêm số 0.'),
  habit('capitals', 'phụ lục II', 'Có thể viết hoa chưa đúng.'),
  {
    key: 'signer',
    part: 'signer',
    clause: 'phụ lục I, phần I, II.7',
    right: (of) => of.signer !== null,
    words: () => 'Chưa chọn người ký.',
  },
  {
    key: 'competence',
    part: 'signer',
    clause: 'phụ lục I, phần I, II.7b',
    right: (of) => of.signer === null || of.signer.head === ['HEAD', 'ON_BEHALF_OF'].includes(of.competence),
    words: (of) =>
      of.signer?.head
        ? 'Người đứng đầu ký trực tiếp hoặc thay mặt (TM.).'
        : 'Người ký không phải người đứng đầu: chọn KT., TL., TUQ. hoặc Q.',
  },
  {
    key: 'recipients',
    part: 'recipients',
    clause: 'phụ lục I, phần I, II.9a',
    right: (of) => of.recipients > 0,
    words: () => 'Chưa có nơi nhận.',
  },
  {
    key: 'addressees',
    part: 'recipients',
    clause: 'phụ lục I, phần I, II.9b',
    right: (of) => of.family !== 'letter' || of.addressees.length > 0,
    words: () => 'Công văn phải có nơi nhận để giải quyết ở phần “Kính gửi”.',
  },
  {
    key: 'kept',
    part: 'places',
    clause: 'phụ lục I, phần I, II.9d',
    right: (of) => keptLine(of) !== undefined,
    words: (of) => `Thiếu dòng “Lưu: VT, ${of.unit}”.`,
    fix: 'places',
  },
  {
    key: 'kept-unit',
    part: 'places',
    clause: 'phụ lục I, phần I, II.9d',
    right: (of) => keptLine(of) === undefined || /VT\s*,\s*\S/u.test(keptLine(of) ?? ''),
    words: (of) => `Thiếu ký hiệu đơn vị ở dòng “Lưu: VT”. Gợi ý: “Lưu: VT, ${of.unit}”.`,
    fix: 'places',
  },
]
