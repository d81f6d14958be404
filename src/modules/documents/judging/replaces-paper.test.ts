import { expect, test } from 'vitest'
import { type PaperFacts, type PaperReason, replacesPaper } from './replaces-paper.ts'
import { replacesPaperWords } from './replaces-paper.vi.ts'
import type { FileVerdict, SignatureLineFacts } from './verdict.ts'

const agency = 'Ủy ban nhân dân xã Suối Trai'
const signature = (signer: string, claimedAt: string | null, over: Partial<SignatureLineFacts> = {}): SignatureLineFacts => ({
  ...{ kind: 'signature', signer, issuer: 'CA', organisation: agency, timeSource: 'claimed', level: 'B-B' },
  ...{ algorithm: 'RSA-2048-SHA256', coversWholeFile: true, laterChanges: 'none', signedAt: null, claimedAt },
  ...{ verdict: 'valid', reasons: [], notes: [] },
  ...over,
})
const person = signature('Lê Văn An', '2026-11-20T08:00:00+07:00', { coversWholeFile: false, laterChanges: 'permitted' })
const seal = signature(agency, '2026-11-20T09:00:00+07:00')
const stamp = signature('TSA', null, { kind: 'timestamp', organisation: 'TSA', signedAt: '2026-11-20T02:01:00Z' })
const facts: PaperFacts = { sender: agency, date: '2026-11-20', arrivedAt: new Date('2026-11-20T03:00:00Z') }

type Case = [
  what: string,
  verdict: FileVerdict['verdict'],
  signatures: SignatureLineFacts[],
  over: Partial<PaperFacts>,
  PaperReason[],
]
test.for<Case>([
  ['signed by both on its day', 'valid', [person, seal], {}, []],
  ['with a time-stamp', 'valid', [person, seal, stamp], {}, []],
  ['under the abbreviated name', 'valid', [person, seal], { sender: 'UBND  xã Suối Trai' }, []],
  ['signed the evening before its number', 'valid', [signature('Lê Văn An', '2026-11-19T20:00:00+07:00'), seal], {}, []],
  ['without a day of its own', 'valid', [person, seal], { date: null }, []],
  ['a broken signature', 'invalid', [person, seal], {}, ['not-valid']],
  ['an open one', 'indeterminate', [person, seal], {}, ['not-known']],
  ['no signature at all', 'indeterminate', [], {}, ['not-known', 'no-person', 'no-agency']],
  ['the agency alone', 'valid', [seal], {}, ['no-person']],
  ['the person alone', 'valid', [person], {}, ['no-agency']],
  ['two persons, no agency', 'valid', [person, { ...person, signer: 'Bùi Tùng Dương' }], {}, ['no-agency']],
  ['another agency', 'valid', [person, { ...seal, signer: 'Sở Y tế', organisation: 'Sở Y tế' }], {}, ['other-agency']],
  ['an agency that differs by one mark', 'valid', [person, seal], { sender: 'Ủy ban nhân dân xã Suối Trái' }, ['other-agency']],
  [
    'a person who bears the agency’s name as organisation only',
    'valid',
    [person, { ...person, signer: 'Ủy ban' }],
    {},
    ['no-agency'],
  ],
  ['no time of the seal', 'valid', [person, { ...seal, claimedAt: null }], {}, ['no-time']],
  ['no time of the person', 'valid', [{ ...person, claimedAt: null }, seal], {}, ['no-time']],
  ['sealed the day before its date', 'valid', [person, seal], { date: '2026-11-21' }, ['sealed-before-date']],
  ['sealed two months after its date', 'valid', [person, seal], { date: '2026-09-20' }, ['sealed-long-after']],
  ['signed after the seal', 'valid', [{ ...person, claimedAt: '2026-11-20T09:30:00+07:00' }, seal], {}, ['signed-after-seal']],
  ['signed after it arrived', 'valid', [person, seal], { arrivedAt: new Date('2026-11-20T01:30:00Z') }, ['signed-after-arrival']],
  [
    'a seal that does not cover the file',
    'valid',
    [person, { ...seal, coversWholeFile: false, laterChanges: 'suspicious' }],
    {},
    ['not-whole'],
  ],
])('%s', ([, verdict, signatures, over, reasons]) => {
  expect(replacesPaper({ verdict, signatures }, { ...facts, ...over })).toEqual({ replacesPaper: reasons.length === 0, reasons })
})

test('the reasons are said in plain words', () => {
  expect(replacesPaperWords({ replacesPaper: true, reasons: [] })).toBe('Thay được bản giấy.')
  expect(replacesPaperWords({ replacesPaper: false, reasons: ['no-person', 'not-whole'] })).toBe(
    'Chưa thay được bản giấy: thiếu chữ ký số của người có thẩm quyền; chữ ký của cơ quan không bao trùm cả tệp.',
  )
})
