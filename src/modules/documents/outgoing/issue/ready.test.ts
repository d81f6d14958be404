import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrationsIn } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { apiOver, type Call } from '../../api.testing.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import type { DraftForm, RecipientForm } from '../outgoing.forms.ts'
import { recipientsOf } from '../recipients/recipient.sql.ts'
import { takeEarlier } from './earlier.sql.ts'
import { keepEarlier } from './keep-earlier.ts'

let province: TestProvince
let call: Call
let owner: ReturnType<typeof openPool>
let close: () => Promise<void>
const pin = '12345678'

beforeAll(async () => {
  province = await testProvince()
  const over = await apiOver(province)
  call = over.call
  owner = openPool(province.ownerUrl)
  close = over.close
})
afterAll(async () => {
  await close()
  await owner.destroy()
  await province.close()
})

type Answered = { id: string; state: string; symbol: string | null; code: string; about: string }
const draft = (over: Partial<DraftForm> = {}, to = ['H99']) =>
  call<Answered>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, to, over))
const submitted = async (id: string, steps: object[] = []) =>
  call<Answered>('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps })
/** What submitting a new draft answers. */
const asked = async (over: Partial<DraftForm> = {}, to = ['H99']) => submitted((await draft(over, to)).body.id)

async function signed(over: Partial<DraftForm> = {}, to = ['H99']): Promise<string> {
  const { id } = (await draft(over, to)).body
  expect(await submitted(id)).toMatchObject({ status: 200 })
  await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
  return id
}
const issue = async (id: string) => {
  const { body } = await call<{ results: { refused: string | { code: string } | null }[] }>('na.lethu', 'POST', '/issues', {
    ids: [id],
    pin,
  })
  return JSON.stringify(body)
}
const standing = async (id: string) => {
  const { state, symbol } = (await call<Answered>('na.lethu', 'GET', `/outgoing/${id}`)).body
  return { state, symbol }
}
const untouched = { state: 'SIGNED', symbol: null }
const recipient = (over: Partial<RecipientForm>): RecipientForm => ({
  recipientKind: 'OUTSIDE',
  recipient: null,
  recipientName: 'Công ty CP Sông Trăng',
  purpose: 'INFORMATION',
  mode: 'ELECTRONIC',
  paperCopies: 0,
  paperBasis: null,
  paperBasisCode: null,
  channel: 'EOFFICE',
  ...over,
})
const paper = { mode: 'PAPER', paperCopies: 1, paperBasis: 'Tổ chức yêu cầu bản giấy', paperBasisCode: 'CITIZEN_ASKED' } as const

describe('who gets it', () => {
  test('a body that is only a name is reached by paper: a draft may say otherwise, submission and issue refuse', async () => {
    const refused = { status: 409, body: { code: 'unreachable-recipient' } }
    expect(await asked({ recipients: [recipient({})] })).toMatchObject(refused)
    expect(await asked({ recipients: [recipient({ ...paper, mode: 'HYBRID' })] })).toMatchObject(refused)
    expect(await asked({}, ['G99'])).toMatchObject(refused)
    const id = await signed({ recipients: [recipient(paper)] })
    await sql`update documents.outgoing_recipient set mode = 'ELECTRONIC', paper_copies = 0 where outgoing = ${id}`.execute(owner)
    expect(await issue(id)).toContain('unreachable-recipient')
    expect(await standing(id)).toEqual(untouched)
  })

  test.for<[string, Partial<RecipientForm>]>([
    ['unknown', { paperBasisCode: 'KHONG_CO' }],
    ['for another mode', { paperBasisCode: 'TO_GOVERNMENT' }],
    ['for another purpose', { mode: 'HYBRID', paperBasisCode: 'HYBRID_LIST', purpose: 'REPORT' }],
    ['without its words', { paperBasisCode: 'SPECIAL_LAW', paperBasis: 'Luật chuyên ngành yêu cầu bản giấy' }],
  ])('a basis of paper that is %s is refused over the API as on the screen', async ([, over]) => {
    const answer = await draft({ recipients: [recipient({ ...paper, ...over })] })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-input', about: 'paperBasis' } })
  })

  test('an agency is written with its own name, whatever was sent', async () => {
    const to = { recipientKind: 'AGENCY' as const, recipient: province.agency('H99'), recipientName: 'Bộ Tự Đặt' }
    const { id } = (await draft({ recipients: [recipient(to)] })).body
    const [kept] = await province.as('anh.nguyenthi').work(({ tx }) => recipientsOf(tx, id))
    expect(kept?.recipientName).toBe('Ủy ban nhân dân tỉnh Thanh Giang')
  })

  test('an agency that has ended gets nothing; its successor is named; before a number is bound', async () => {
    const waiting = await signed({}, ['H99.13'])
    const [from, to] = [province.agency('H99.13'), province.agency('H99.51')]
    await sql`update organisation.agency set effective_to = app.today() - 1 where id = ${from}`.execute(owner)
    await sql`insert into organisation.succession values (${from}, ${to}, 'MERGE', app.today())`.execute(owner)
    const refused = { code: 'dissolved-recipient', about: expect.stringMatching(/^Sở .+ → Ủy ban nhân dân phường Tân Lập$/) }
    expect(await asked({}, ['H99.13'])).toMatchObject({ status: 409, body: refused })
    expect(await issue(waiting)).toContain('dissolved-recipient')
    expect(await standing(waiting)).toEqual(untouched)
    await sql`update organisation.agency set effective_to = null where id = ${from}`.execute(owner)
    expect(await issue(waiting)).not.toContain('dissolved-recipient')
  })
})

describe('who signs it (NĐ 30/2020 art. 13)', () => {
  test.for<[login: string, signerCompetence: DraftForm['signerCompetence']]>([
    ['na.lethu', 'FOR_HEAD'],
    ['na.lethu', 'BY_ORDER'],
    ['toan.phamduc', 'HEAD'],
    ['toan.phamduc', 'FOR_HEAD'],
    ['toan.phamduc', 'ON_BEHALF_OF'],
    ['toan.phamduc', 'ACTING'],
    ['anh.nguyenthi', 'BY_DELEGATION'],
    ['an.levan', 'FOR_HEAD'],
    ['an.levan', 'BY_ORDER'],
  ])('%s does not sign as %s', async ([login, signerCompetence]) => {
    const answer = await asked({ signer: province.actor(login).post, signerCompetence })
    expect(answer).toMatchObject({ status: 409, body: { code: 'signer-without-competence' } })
  })

  test('a head of division signs TL.; whom the head delegates signs TUQ. while that lasts', async () => {
    const { post, agency, person } = province.actor('an.levan')
    const to = province.actor('anh.nguyenthi').post
    expect(await asked({ signer: province.actor('toan.phamduc').post, signerCompetence: 'BY_ORDER' })).toMatchObject({
      status: 200,
    })
    const made = sql`insert into organisation.delegation (agency, from_post, to_post, kind, effective_from, effective_to, made_by)
      values (${agency}, ${post}, ${to}, 'DELEGATION', app.now() - interval '1 hour', app.now() + interval '1 day', ${person})`
    await made.execute(owner)
    const delegated = { signer: to, signerCompetence: 'BY_DELEGATION' as const }
    expect(await asked(delegated)).toMatchObject({ status: 200 })
    await sql`update organisation.delegation set ended_at = app.now()`.execute(owner)
    expect(await asked(delegated)).toMatchObject({ status: 409, body: { code: 'signer-without-competence' } })
  })

  test('a post that has ended or has not begun signs nothing; what changes after the submission is seen at signing', async () => {
    const chief = province.actor('yen.vuhai').post
    const byChief = { signer: chief, signerCompetence: 'BY_ORDER' as const }
    expect(await asked(byChief)).toMatchObject({ status: 200 })
    const refused = { status: 400, body: { code: 'bad-input', about: 'signer' } }
    await sql`update organisation.post set effective_to = app.today() - 1 where id = ${chief}`.execute(owner)
    expect(await asked(byChief)).toMatchObject(refused)
    await sql`update organisation.post set effective_to = null, effective_from = app.today() + 1 where id = ${chief}`.execute(
      owner,
    )
    expect(await asked(byChief)).toMatchObject(refused)
    const { id } = (await draft()).body
    expect(await submitted(id)).toMatchObject({ status: 200 })
    const head = (is: boolean) =>
      sql`update organisation.post set head = ${is} where id = ${province.actor('an.levan').post}`.execute(owner)
    await head(false)
    const { body } = await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
    expect(JSON.stringify(body)).toContain('signer-without-competence')
    expect(await standing(id)).toMatchObject({ state: 'TO_SIGN' })
    await head(true)
  })

  test('the signer does not review before signing', async () => {
    const { id } = (await draft()).body
    const answer = await submitted(id, [{ ordinal: 1, post: province.actor('an.levan').post, task: 'REVIEW' }])
    expect(answer).toMatchObject({ status: 400, body: { about: 'reviewer' } })
  })
})

describe('can it ever go out', () => {
  test('nothing without a recipient is submitted, and none is numbered', async () => {
    expect(await asked({ recipients: [] })).toMatchObject({ status: 409, body: { code: 'no-recipient' } })
    const id = await signed()
    await sql`delete from documents.outgoing_recipient where outgoing = ${id}`.execute(owner)
    const numbered = await call('na.lethu', 'POST', `/outgoing/${id}/number`)
    expect(numbered).toMatchObject({ status: 409, body: { code: 'no-recipient' } })
    expect(await issue(id)).toContain('no-recipient')
    expect(await standing(id)).toEqual(untouched)
  })

  test('what the font of the paper cannot print is refused before anybody is asked to sign it', async () => {
    const refused = { status: 409, body: { code: 'unprintable-sign', about: '🎉' } }
    expect(await asked({ subject: 'Chúc mừng 🎉' })).toMatchObject(refused)
    const { id } = (await draft()).body
    await submitted(id)
    await sql`update documents.outgoing set subject = 'Chúc mừng 🎉' where id = ${id}`.execute(owner)
    const { body } = await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
    expect(JSON.stringify(body)).toContain('unprintable-sign')
    expect(await standing(id)).toMatchObject({ state: 'TO_SIGN' })
  })

  test('a draft is replaced by nothing; of two that replace one the second takes no number', async () => {
    const replaces = (await draft()).body.id
    expect(await asked({ replaces })).toMatchObject({ status: 409, body: { code: 'nothing-to-replace' } })
    const old = await signed()
    await issue(old)
    const [first, second] = [await signed({ replaces: old }), await signed({ replaces: old })]
    await issue(first)
    expect(await standing(old)).toMatchObject({ state: 'REPLACED' })
    expect(await issue(second)).toContain('nothing-to-replace')
    expect(await standing(second)).toEqual(untouched)
  })
})

test('what was issued before files were made to last is asked for once, by its own agency, some at a time', async () => {
  const [later, earlier] = [await signed(), await signed()]
  for (const id of [later, earlier]) expect(await issue(id)).toContain('null')
  const queued = async () => {
    const { rows } = await sql<{ outgoing: string; agency: string }>`select f.outgoing, l.agency from signing.long_term l
      join documents.outgoing_file f on f.sha256 = l.sha256 and f.role = 'SEALED'`.execute(owner)
    return rows.filter(({ outgoing }) => [later, earlier].includes(outgoing))
  }
  // The installation as the one before left it: the document is out, its file in no queue. Then what the migration does.
  await sql`delete from signing.long_term l using documents.outgoing_file f
    where f.sha256 = l.sha256 and f.outgoing = ${earlier}`.execute(owner)
  expect((await queued()).map(({ outgoing }) => outgoing)).toEqual([later])
  const migration = migrationsIn().find(({ name }) => name.startsWith('0280_'))?.sql ?? ''
  const [fill = ''] = /insert into documents\.lasting_unasked[^;]+/.exec(migration) ?? []
  await sql.raw(fill).execute(owner)
  const agency = province.agency('H99.11')
  const strangers = province.as('hoa.dothi').work(({ tx }) => takeEarlier(tx, agency, 10))
  expect(await strangers).toEqual([])
  expect(await keepEarlier(province.deskOf)).toBeGreaterThanOrEqual(2)
  const found = await queued()
  expect(found.map(({ outgoing }) => outgoing).toSorted()).toEqual([later, earlier].toSorted())
  expect(found.every((row) => row.agency === agency)).toBe(true)
  expect(await keepEarlier(province.deskOf)).toBe(0)
})
