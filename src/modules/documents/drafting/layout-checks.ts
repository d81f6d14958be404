import { type Content, plainLines } from '#kernel/content.ts'
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

/** A thing to put right; `fix` names what "Sửa giúp" does. */
export type Fault = { key: string; words: string; fix?: 'places' | 'subject' | 'numbers' }
export type Verdict = { passed: number; faults: Fault[] }

type Rule = { key: string; right: (of: Checkable) => boolean; words: (of: Checkable) => string; fix?: Fault['fix'] }

const open = /\[[^\]\n]*\]/u
const lines = (of: Checkable) => (of.typed ? plainLines(of.content) : [])
const has = (of: Checkable, type: string) => of.content.content.some((block) => block.type === type)
const isKept = (line: string) => /^-?\s*Lưu\s*:/iu.test(line.trim())
const keptLine = (of: Checkable) => of.places.find(isKept)
const enacts = (of: Checkable) => of.family === 'decision' || of.family === 'resolution'
/** A sentence's end or beginning that a subject does not have (NĐ 30/2020, phụ lục I, II.5). */
const plainSubject = (subject: string) => !/[.;,:]$/u.test(subject.trim()) && !/^(V\/v|Về việc)\s/iu.test(subject.trim())

// The rules of annex I of Decree 30/2020 that a machine can see; the others are printed right by the typesetting itself.
const rules: readonly Rule[] = [
  { key: 'subject', right: (of) => of.subject.trim() !== '', words: () => 'Chưa ghi trích yếu.' },
  {
    key: 'subject-plain',
    right: (of) => plainSubject(of.subject),
    words: () => 'Trích yếu không mở đầu bằng “V/v”, “Về việc” và không có dấu ở cuối: hệ thống tự in.',
    fix: 'subject',
  },
  {
    key: 'subject-short',
    right: (of) => of.subject.length <= 300,
    words: () => 'Trích yếu dài quá 300 ký tự, nên viết gọn lại.',
  },
  { key: 'text', right: (of) => !of.typed || lines(of).some((line) => line !== ''), words: () => 'Chưa có nội dung.' },
  {
    key: 'open',
    right: (of) => !lines(of).some((line) => open.test(line)),
    words: (of) => `Còn ${lines(of).filter((line) => open.test(line)).length} chỗ của mẫu chưa viết (trong ngoặc vuông).`,
  },
  {
    key: 'numbers',
    right: (of) => !of.typed || runsOn(of.content),
    words: () => 'Số điều, khoản hoặc chữ điểm không liên tục.',
    fix: 'numbers',
  },
  {
    key: 'basis',
    right: (of) => !of.typed || !enacts(of) || has(of, 'basis'),
    words: () => 'Quyết định, nghị quyết phải có căn cứ ban hành.',
  },
  {
    key: 'article',
    right: (of) => !of.typed || !enacts(of) || has(of, 'article'),
    words: () => 'Quyết định, nghị quyết phải chia thành các điều.',
  },
  {
    key: 'dots',
    right: (of) => !lines(of).some((line) => /\.\s*\/\.?\s*$/u.test(line)),
    words: () => 'Không gõ “./.” ở cuối: hệ thống tự in.',
  },
  { key: 'signer', right: (of) => of.signer !== null, words: () => 'Chưa chọn người ký.' },
  {
    key: 'competence',
    right: (of) => of.signer === null || of.signer.head === ['HEAD', 'ON_BEHALF_OF'].includes(of.competence),
    words: (of) =>
      of.signer?.head
        ? 'Người đứng đầu ký trực tiếp hoặc thay mặt (TM.).'
        : 'Người ký không phải người đứng đầu: chọn KT., TL., TUQ. hoặc Q.',
  },
  { key: 'recipients', right: (of) => of.recipients > 0, words: () => 'Chưa có nơi nhận.' },
  {
    key: 'addressees',
    right: (of) => of.family !== 'letter' || of.addressees.length > 0,
    words: () => 'Công văn phải có nơi nhận để giải quyết ở phần “Kính gửi”.',
  },
  { key: 'kept', right: (of) => keptLine(of) !== undefined, words: (of) => `Thiếu dòng “Lưu: VT, ${of.unit}”.`, fix: 'places' },
  {
    key: 'kept-unit',
    right: (of) => keptLine(of) === undefined || /VT\s*,\s*\S/u.test(keptLine(of) ?? ''),
    words: (of) => `Thiếu ký hiệu đơn vị ở dòng “Lưu: VT”. Gợi ý: “Lưu: VT, ${of.unit}”.`,
    fix: 'places',
  },
]

/** Kiểm tra thể thức: how many rules hold, and what is to be put right. */
export function layoutChecks(of: Checkable): Verdict {
  const faults = rules
    .filter((rule) => !rule.right(of))
    .map((rule) => ({ key: rule.key, words: rule.words(of), ...(rule.fix ? { fix: rule.fix } : {}) }))
  return { passed: rules.length - faults.length, faults }
}

/** "Nơi nhận" with its last line "Lưu: VT, NS" put right. */
export function fixedPlaces(places: readonly string[], unit: string): string[] {
  return [...places.filter((line) => line.trim() !== '' && !isKept(line)), `Lưu: VT, ${unit}`]
}

/** A subject without "V/v" before and signs behind it. */
export const fixedSubject = (subject: string): string =>
  subject
    .trim()
    .replace(/^(V\/v|Về việc)\s+/iu, '')
    .replace(/[\s.;,:]+$/u, '')
