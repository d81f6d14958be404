import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import { create, save } from '../compose/draft.ts'
import { outgoingList } from '../list/list.sql.ts'
import { sign } from '../sign/sign.ts'
import { view } from '../view.sql.ts'
import { circuitOf, lastCircuit } from './circuit.sql.ts'
import { comment } from './comment.ts'
import { approve, sendBack, withdraw } from './review.ts'
import { earlierSteps, returnToStep } from './review-again.ts'
import { submit } from './submit.ts'
import { waitsFor } from './waits.ts'

let province: TestProvince
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const drafter = () => province.as('anh.nguyenthi')
const step = (ordinal: number, login: string) => ({ ordinal, post: province.actor(login).post, task: 'REVIEW' as const })

async function submitted(steps: ReturnType<typeof step>[]): Promise<string> {
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  await drafter().work((work) => submit(work, id, { steps }))
  return id
}
const shown = (id: string) => drafter().work((work) => view(work, id))

test('steps of one ordinal run side by side, the next ones wait for all of them', async () => {
  const id = await submitted([step(1, 'toan.phamduc'), step(1, 'na.lethu'), step(2, 'yen.vuhai')])
  await province.as('toan.phamduc').work((work) => approve(work, id, 'Đồng ý'))
  expect((await shown(id)).circuit.map((one) => one.state).sort()).toEqual(['APPROVED', 'OPEN', 'WAITING'])
  await expect(province.as('yen.vuhai').work((work) => approve(work, id, ''))).rejects.toMatchObject({ code: 'not-allowed' })
  await province.as('na.lethu').work((work) => approve(work, id, ''))
  expect((await shown(id)).doc.state).toBe('REVIEWING')
  await province.as('yen.vuhai').work((work) => approve(work, id, ''))
  expect((await shown(id)).doc.state).toBe('TO_SIGN')
})

test('a list says in whose hands a draft is: all who review side by side, the signer, the drafter again', async () => {
  const id = await submitted([step(1, 'toan.phamduc'), step(1, 'na.lethu')])
  const inHands = async () => {
    const [row] = await drafter().work((work) => outgoingList(work, { ids: [id] }))
    return row && waitsFor(row)
  }
  expect(await inHands()).toBe('Lê Thu Na, Phạm Đức Toàn')
  await province.as('toan.phamduc').work((work) => approve(work, id, ''))
  expect(await inHands()).toBe('Lê Thu Na')
  await province.as('na.lethu').work((work) => approve(work, id, ''))
  expect(await inHands()).toBe('Lê Văn An')
  await province.as('an.levan').work((work) => sendBack(work, id, 'Sửa lại'))
  expect(await inHands()).toBe('Nguyễn Thị Ánh')
})

test('a later reviewer or the signer sends back to any earlier step: the circuit runs again from there, what was decided stays', async () => {
  const id = await submitted([step(1, 'toan.phamduc'), step(2, 'na.lethu')])
  await province.as('toan.phamduc').work((work) => approve(work, id, 'Đồng ý'))
  await province.as('na.lethu').work((work) => approve(work, id, ''))
  const signer = province.as('an.levan')
  const [first] = earlierSteps((await shown(id)).circuit)
  await expect(drafter().work((work) => returnToStep(work, id, first?.id ?? '', { reason: 'x' }))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await signer.work((work) => returnToStep(work, id, first?.id ?? '', { reason: 'Kiểm lại số liệu', code: 'CONTENT' }))
  const after = await shown(id)
  expect(after.doc.state).toBe('REVIEWING')
  expect(after.circuit.map((one) => [one.round, one.ordinal, one.state])).toEqual([
    [1, 1, 'APPROVED'],
    [1, 2, 'APPROVED'],
    [2, 1, 'OPEN'],
    [2, 2, 'WAITING'],
  ])
  expect(after.history.at(-1)).toMatchObject({ step: 'returnToStep', reason: expect.stringContaining('Kiểm lại số liệu') })
  await province.as('toan.phamduc').work((work) => approve(work, id, 'Đã kiểm'))
  await province.as('na.lethu').work((work) => approve(work, id, ''))
  expect((await shown(id)).doc.state).toBe('TO_SIGN')
})

test('a step that was not decided before one’s own is no way back', async () => {
  const id = await submitted([step(1, 'toan.phamduc'), step(2, 'na.lethu')])
  const [, later] = (await shown(id)).circuit
  const back = (target: string) =>
    province.as('toan.phamduc').work((work) => returnToStep(work, id, target, { reason: 'Sửa lại' }))
  await expect(back(later?.id ?? '')).rejects.toMatchObject({ code: 'bad-input', about: 'step' })
  await expect(back('00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'bad-input' })
})

test('the drafter takes a draft back, and nobody else does; the steps that waited are skipped', async () => {
  const id = await submitted([step(1, 'toan.phamduc')])
  await expect(province.as('toan.phamduc').work((work) => withdraw(work, id))).rejects.toMatchObject({ code: 'not-allowed' })
  await drafter().work((work) => withdraw(work, id))
  const after = await shown(id)
  expect([after.doc.state, after.circuit[0]?.state]).toEqual(['DRAFT', 'SKIPPED'])
})

test('nobody decides without an open step; a return needs its reason', async () => {
  const id = await submitted([step(1, 'toan.phamduc')])
  await expect(drafter().work((work) => approve(work, id, ''))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(drafter().work((work) => sendBack(work, id, 'vì sao'))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(province.as('toan.phamduc').work((work) => sendBack(work, id, ' '))).rejects.toMatchObject({ code: 'bad-input' })
  await expect(province.as('hoa.dothi').work((work) => approve(work, id, ''))).rejects.toMatchObject({ code: 'not-found' })
})

test('remarks at any time by who may read, with the version they were made on; not by others', async () => {
  const id = await submitted([step(1, 'toan.phamduc')])
  await province.as('an.levan').work((work) => comment(work, id, 'Bổ sung biểu số 2'))
  await drafter().work((work) => comment(work, id, 'Đã bổ sung'))
  const { comments } = await shown(id)
  expect(comments.map((one) => [one.name, one.version, one.body])).toEqual([
    ['Lê Văn An', 1, 'Bổ sung biểu số 2'],
    ['Nguyễn Thị Ánh', 1, 'Đã bổ sung'],
  ])
  await expect(province.as('hoa.dothi').work((work) => comment(work, id, 'x'))).rejects.toMatchObject({ code: 'not-found' })
  await expect(drafter().work((work) => comment(work, id, 'TỐI MẬT'))).rejects.toMatchObject({ code: 'secret-material' })
})

test('the circuit asked for last is remembered by kind, and decisions name the version they were made on', async () => {
  const id = await submitted([step(1, 'toan.phamduc'), step(2, 'na.lethu')])
  const post = drafter().actor.post
  const remembered = await drafter().work(({ tx }) => lastCircuit(tx, { drafter: post, kind: 'OFFICIAL_LETTER' }))
  expect(remembered).toEqual([step(1, 'toan.phamduc'), step(2, 'na.lethu')])
  expect(await drafter().work(({ tx }) => lastCircuit(tx, { drafter: post, kind: 'DECISION' }))).toEqual([])
  await province.as('toan.phamduc').work((work) => sendBack(work, id, 'Sửa lại'))
  await drafter().work((work) => save(work, id, draftFor(province, ['H99'], { version: 1, subject: 'báo cáo đã sửa' })))
  await drafter().work((work) => submit(work, id, { steps: [step(1, 'toan.phamduc')] }))
  await province.as('toan.phamduc').work((work) => approve(work, id, ''))
  const rounds = await drafter().work(({ tx }) => circuitOf(tx, id))
  expect(rounds.map((one) => [one.round, one.state, one.version])).toEqual([
    [1, 'RETURNED', 1],
    [1, 'SKIPPED', null],
    [2, 'APPROVED', 2],
  ])
})

test('a return voids a signature already given: the file that bears it is gone, and the next version is signed anew', async () => {
  const id = await submitted([])
  const signed = async () => {
    const { doc, files } = await shown(id)
    return [doc.state, doc.signedAt === null, files.filter(({ role }) => role === 'SIGNED').map(({ sha256 }) => sha256)] as const
  }
  await sign(province.as('an.levan'), [id], '12345678')
  const [state, unsigned, first] = await signed()
  expect([state, unsigned, first.length]).toEqual(['SIGNED', false, 1])
  await province.as('na.lethu').work((work) => sendBack(work, id, 'Sai thể thức'))
  expect(await signed()).toEqual(['RETURNED', true, []])
  const corrected = draftFor(province, ['H99'], { version: 1, subject: 'báo cáo đã sửa thể thức' })
  await drafter().work((work) => save(work, id, corrected))
  await drafter().work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], '12345678')
  const [again, , second] = await signed()
  expect([again, second.length]).toEqual(['SIGNED', 1])
  expect(second).not.toEqual(first)
})

test('strangers, doubles and the signer do not review; a draft without a text is not submitted', async () => {
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  const ask = (steps: ReturnType<typeof step>[]) => drafter().work((work) => submit(work, id, { steps }))
  await expect(ask([step(1, 'hoa.dothi')])).rejects.toMatchObject({ code: 'bad-input', about: 'reviewer' })
  await expect(ask([step(1, 'toan.phamduc'), step(1, 'toan.phamduc')])).rejects.toMatchObject({ about: 'reviewer' })
  await expect(ask([step(1, 'an.levan')])).rejects.toMatchObject({ code: 'bad-input', about: 'reviewer' })
  await expect(province.as('toan.phamduc').work((work) => submit(work, id, { steps: [] }))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  const empty = draftFor(province, ['H99'], { content: { type: 'doc', content: [] } })
  const bare = await drafter().work((work) => create(work, empty))
  await expect(drafter().work((work) => submit(work, bare, { steps: [] }))).rejects.toMatchObject({ about: 'text' })
})
