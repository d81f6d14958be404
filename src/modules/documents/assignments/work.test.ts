import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { EntryForm } from '../incoming/incoming.forms.ts'
import { mayRead } from '../incoming/incoming.policy.ts'
import { read } from '../incoming/incoming.sql.ts'
import type { Incoming } from '../incoming/incoming.ts'
import { incomingList } from '../incoming/list.sql.ts'
import { keepPhrase, phrases } from '../incoming/phrase.ts'
import { incomingView } from '../incoming/view.sql.ts'
import {
  agree,
  answerExtension,
  askExtension,
  boxCounts,
  confirm,
  create,
  direct,
  done,
  enter,
  handBack,
  issue,
  noteOnly,
  passOn,
  propose,
  register,
  remark,
  sign,
  start,
  submit,
} from '../index.ts'
import { extensionsOf } from './extension.sql.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const count = { of: 0 }
/** A paper in the book of the department of finance, not yet submitted. */
async function registered(): Promise<string> {
  count.of += 1
  const form = EntryForm.parse({
    kind: 'OFFICIAL_LETTER',
    issuingAgency: 'Kho bạc Nhà nước',
    codeNumber: String(count.of),
    codeNotation: 'KBNN-TH',
    subject: `Công việc ${count.of}`,
  })
  const clerk = province.as('na.lethu')
  const id = await clerk.work((work) => enter(work, form, []))
  await clerk.work((work) => register(work, id, { submitTo: null }))
  return id
}

const post = (login: string) => province.actor(login).post
const lead = (to: { division?: string | null; post?: string | null }) => ({
  role: 'LEAD' as const,
  division: to.division ?? null,
  post: to.post ?? null,
})
const given = async (login: string, id: string) => (await province.as(login).work((work) => incomingView(work, id))).assignments
const state = async (id: string): Promise<Incoming> => province.as('na.lethu').work((work) => read(work, id))
const refused = (code: string, about?: string) => ({ code, ...(about ? { about } : {}) })

/** Given to the budget division by the director, due on a day far ahead. */
async function assigned(): Promise<{ id: string; assignment: string }> {
  const id = await registered()
  const division = province.actor('toan.phamduc').division
  const form = { body: 'P. Ngân sách chủ trì', dueOn: '2030-03-01', assignments: [lead({ division })] }
  await province.as('an.levan').work((work) => direct(work, id, form))
  return { id, assignment: (await given('an.levan', id))[0]?.id ?? '' }
}

test('the chief of office proposes, the leader agrees with one press; a rung that is away is stepped over', async () => {
  const id = await registered()
  const division = province.actor('toan.phamduc').division
  const proposal = { leader: post('an.levan'), body: 'Kính trình', dueOn: '2030-01-15', assignments: [lead({ division })] }
  for (const login of ['anh.nguyenthi', 'toan.phamduc'])
    await expect(province.as(login).work((work) => propose(work, id, proposal))).rejects.toMatchObject(refused('not-found'))
  await expect(
    province.as('yen.vuhai').work((work) => propose(work, id, { ...proposal, leader: post('thinh.ngohuu') })),
  ).rejects.toMatchObject(refused('bad-input', 'leader'))
  await province.as('yen.vuhai').work((work) => propose(work, id, proposal))
  await province.as('yen.vuhai').work((work) => propose(work, id, { ...proposal, leader: post('yen.vuhai') }))
  await province.as('yen.vuhai').work((work) => propose(work, id, proposal))
  await expect(province.as('na.lethu').work((work) => agree(work, id))).rejects.toMatchObject(refused('not-allowed'))
  await province.as('an.levan').work((work) => agree(work, id))
  expect(await state(id)).toMatchObject({ state: 'ASSIGNED', dueOn: '2030-01-15' })
  expect(await given('an.levan', id)).toMatchObject([{ role: 'LEAD', division, post: null, dueOn: '2030-01-15' }])
})

test('who cooperates ends the own part alone: the document is finished by its lead', async () => {
  const id = await registered()
  const helper = { role: 'COOPERATE' as const, division: null, post: post('anh.nguyenthi') }
  const assignments = [lead({ post: post('toan.phamduc') }), helper]
  await province.as('an.levan').work((work) => direct(work, id, { body: 'Phối hợp', dueOn: null, assignments }))
  const own = async (role: string) => (await given('an.levan', id)).find((one) => one.role === role)?.id ?? ''
  const cooperating = await own('COOPERATE')
  await province.as('anh.nguyenthi').work((work) => done(work, cooperating, 'Đã gửi số liệu'))
  expect(await state(id)).toMatchObject({ state: 'ASSIGNED', outcome: null })
  const leading = await own('LEAD')
  await province.as('toan.phamduc').work((work) => done(work, leading, 'Đã trả lời'))
  expect(await state(id)).toMatchObject({ state: 'FINISHED', outcome: 'Đã trả lời' })
})

test('a directive names exactly one lead, of one’s own agency', async () => {
  const id = await registered()
  const leader = province.as('an.levan')
  const say = (assignments: ReturnType<typeof lead>[]) =>
    leader.work((work) => direct(work, id, { body: '', dueOn: null, assignments }))
  await expect(say([])).rejects.toMatchObject(refused('bad-input', 'lead'))
  await expect(say([lead({ post: post('anh.nguyenthi') }), lead({ post: post('toan.phamduc') })])).rejects.toMatchObject(
    refused('bad-input', 'lead'),
  )
  await expect(say([lead({ post: post('hoa.dothi') })])).rejects.toMatchObject(refused('bad-input', 'assignee'))
  await expect(
    province.as('toan.phamduc').work((work) => direct(work, id, { body: 'x', dueOn: null, assignments: [] })),
  ).rejects.toMatchObject(refused('not-found'))
})

test('the head passes on inside the division only, with helpers; who hands back leaves it to the head, then to the giver', async () => {
  const { id, assignment } = await assigned()
  const [head, doer] = [province.as('toan.phamduc'), province.as('anh.nguyenthi')]
  await expect(doer.work((work) => passOn(work, assignment, post('anh.nguyenthi')))).rejects.toMatchObject(refused('not-allowed'))
  await expect(head.work((work) => passOn(work, assignment, post('hien.luongthe')))).rejects.toMatchObject(
    refused('bad-input', 'post'),
  )
  await head.work((work) => passOn(work, assignment, post('anh.nguyenthi'), [post('toan.phamduc'), post('anh.nguyenthi')]))
  expect((await given('anh.nguyenthi', id)).map((one) => [one.role, one.post])).toEqual([
    ['LEAD', post('anh.nguyenthi')],
    ['COOPERATE', post('toan.phamduc')],
  ])
  await expect(doer.work((work) => handBack(work, assignment, ' '))).rejects.toMatchObject(refused('bad-input', 'reason'))
  await doer.work((work) => handBack(work, assignment, 'Đi công tác', 'ABSENT'))
  expect((await given('toan.phamduc', id))[0]).toMatchObject({
    post: null,
    state: 'GIVEN',
    reason: expect.stringContaining('Đi công tác'),
  })
  await head.work((work) => handBack(work, assignment, 'Không đúng lĩnh vực'))
  expect((await given('an.levan', id))[0]).toMatchObject({ state: 'HANDED_BACK' })
  expect((await province.as('an.levan').work(boxCounts)).handedBack).toBeGreaterThan(0)
  const again = { body: 'Giao P. Tin học', dueOn: null, assignments: [lead({ post: post('hien.luongthe') })] }
  await province.as('an.levan').work((work) => direct(work, id, again))
  expect((await given('hien.luongthe', id)).filter((one) => one.state === 'GIVEN' && one.role === 'LEAD')).toHaveLength(1)
})

test('more time is asked by who works, granted or refused with a reason by who gave; the due date moves only then', async () => {
  const { id, assignment } = await assigned()
  const [giver, head, doer] = [province.as('an.levan'), province.as('toan.phamduc'), province.as('anh.nguyenthi')]
  await head.work((work) => passOn(work, assignment, post('anh.nguyenthi')))
  const ask = (until: string | null, by = doer) =>
    by.work((work) => askExtension(work, assignment, { until, reason: 'Chờ ý kiến phối hợp', code: null }))
  await expect(ask('2030-04-01', province.as('yen.vuhai'))).rejects.toMatchObject(refused('not-allowed'))
  for (const until of ['2030-03-01', '2029-01-01', null])
    await expect(ask(until)).rejects.toMatchObject(refused('bad-input', 'until'))
  await ask('2030-04-01')
  await expect(ask('2030-05-01')).rejects.toMatchObject(refused('wrong-state'))
  const [asked] = await giver.work(({ tx }) => extensionsOf(tx, id))
  const answer = (granted: boolean, reason: string, by = giver) =>
    by.work((work) => answerExtension(work, asked?.id ?? '', { granted, reason }))
  await expect(answer(true, '', doer)).rejects.toMatchObject(refused('not-allowed'))
  await expect(answer(false, '')).rejects.toMatchObject(refused('bad-input', 'reason'))
  await answer(false, 'Việc gấp')
  expect((await state(id)).dueOn).toBe('2030-03-01')
  await ask('2030-04-01')
  const second = (await giver.work(({ tx }) => extensionsOf(tx, id))).find((one) => one.answer === null)
  await giver.work((work) => answerExtension(work, second?.id ?? '', { granted: true, reason: '' }))
  expect((await state(id)).dueOn).toBe('2030-04-01')
  expect((await given('an.levan', id))[0]?.dueOn).toBe('2030-04-01')
})

test('work is done with its report and confirmed by its giver alone', async () => {
  const { id, assignment } = await assigned()
  await expect(province.as('anh.nguyenthi').work((work) => start(work, assignment, 10))).rejects.toMatchObject(
    refused('not-allowed'),
  )
  await province.as('toan.phamduc').work((work) => start(work, assignment, 30))
  expect((await state(id)).state).toBe('IN_PROGRESS')
  await expect(province.as('toan.phamduc').work((work) => done(work, assignment, ''))).rejects.toMatchObject(refused('bad-input'))
  await province.as('toan.phamduc').work((work) => done(work, assignment, 'Đã rà soát'))
  expect(await state(id)).toMatchObject({ state: 'FINISHED', outcome: 'Đã rà soát' })
  await expect(province.as('toan.phamduc').work((work) => confirm(work, assignment))).rejects.toMatchObject(
    refused('not-allowed'),
  )
  await province.as('an.levan').work((work) => confirm(work, assignment))
  expect((await given('an.levan', id))[0]?.state).toBe('CONFIRMED')
})

test('an issued answer finishes what it answers, in the same transaction', async () => {
  const { id, assignment } = await assigned()
  const doer = province.as('anh.nguyenthi')
  await province.as('toan.phamduc').work((work) => passOn(work, assignment, post('anh.nguyenthi')))
  const draft = draftFor(province, ['H99'], { subject: `trả lời ${id}`, responseFor: id })
  const answer = await doer.work((work) => create(work, draft))
  await doer.work((work) => submit(work, answer, { steps: [] }))
  await sign(province.as('an.levan'), [answer], pin)
  expect((await state(id)).state).toBe('ASSIGNED')
  expect(await issue(province.as('na.lethu'), [answer], pin)).toEqual([{ id: answer, refused: null }])
  expect(await state(id)).toMatchObject({ state: 'FINISHED', answeredBy: answer })
  expect((await given('an.levan', id))[0]).toMatchObject({ state: 'DONE', progress: 100 })
})

test('remarks are for whoever reads; "để biết" is for who sorts; phrases are one’s own', async () => {
  const { id } = await assigned()
  await province.as('toan.phamduc').work((work) => remark(work, id, 'Xin thêm số liệu'))
  for (const login of ['hien.luongthe', 'hoa.dothi'])
    await expect(province.as(login).work((work) => remark(work, id, 'x'))).rejects.toMatchObject(refused('not-found'))
  await expect(province.as('toan.phamduc').work((work) => remark(work, id, ' '))).rejects.toMatchObject(refused('bad-input'))
  const known = await registered()
  await expect(province.as('anh.nguyenthi').work((work) => noteOnly(work, known))).rejects.toMatchObject(refused('not-found'))
  await province.as('yen.vuhai').work((work) => noteOnly(work, known))
  await province.as('an.levan').work((work) => keepPhrase(work, 'Đ/c Toàn xem, tham mưu.'))
  expect(await province.as('an.levan').work(phrases)).toEqual(['Đ/c Toàn xem, tham mưu.'])
  expect(await province.as('yen.vuhai').work(phrases)).not.toContain('Đ/c Toàn xem, tham mưu.')
})

test('list and detail agree for every role', async () => {
  await assigned()
  const clerk = province.as('na.lethu')
  const all = await clerk.work((work) => incomingList(work, {}, 500))
  const docs = await Promise.all(all.map((row) => clerk.work((work) => read(work, row.id))))
  for (const login of [
    'na.lethu',
    'yen.vuhai',
    'an.levan',
    'toan.phamduc',
    'anh.nguyenthi',
    'hien.luongthe',
    'lam.tadinh',
    'hoa.dothi',
  ]) {
    const desk = province.as(login)
    const listed = new Set((await desk.work((work) => incomingList(work, {}, 500))).map((row) => row.id))
    for (const doc of docs) {
      expect(listed.has(doc.id), `${login} in the list`).toBe(mayRead(doc, desk.actor))
      const shown = await desk
        .work((work) => read(work, doc.id))
        .then(
          () => true,
          () => false,
        )
      expect(shown, `${login} in detail`).toBe(mayRead(doc, desk.actor))
    }
  }
})
