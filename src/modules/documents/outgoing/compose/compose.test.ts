import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPool } from '#platform/db/pool.ts'
import { type TestProvince, testProvince } from '../../documents.testing.ts'
import { read } from '../outgoing.sql.ts'
import { recipientsOf } from '../recipients/recipient.sql.ts'
import { view } from '../view.sql.ts'
import { composeChoices, namesIn } from './choices.ts'
import { type Press, send } from './compose.act.ts'
import { reshape } from './compose.deeds.ts'
import { newFields } from './compose.load.ts'
import { type Composed, composedFrom } from './compose.ts'

let province: TestProvince
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const drafter = () => province.as('anh.nguyenthi')
const agency = (code: string) => `A:${province.agency(code)}`
type Fields = Record<string, string>

/** The form as a browser posts it; `rows` and `steps` are lists of their fields. */
function posted(over: Fields = {}, rows: Fields[] = [{ to: agency('H99') }], steps: Fields[] = []): Composed {
  const form = new FormData()
  const base: Fields = {
    kind: 'OFFICIAL_LETTER',
    subject: 'báo cáo tình hình gửi, nhận văn bản điện tử',
    text: 'Sở Tài chính báo cáo như sau:\n1. Tổng số văn bản đi.',
    signer: province.actor('an.levan').post,
    signerCompetence: 'AUTO',
    ...over,
  }
  for (const [name, value] of Object.entries(base)) form.set(name, value)
  const list = (letter: string, count: string, items: Fields[]) => {
    form.set(count, String(items.length))
    for (const [at, item] of items.entries())
      for (const [name, value] of Object.entries(item)) form.set(`${letter}${at}.${name}`, value)
  }
  list('r', 'rows', rows)
  list('s', 'steps', steps)
  return composedFrom(form)
}

const press = (composed: Composed, how: Press = 'typed') => send(drafter(), composed, how)
const saved = async (composed: Composed): Promise<string> => {
  const { sent, errors } = await press(composed)
  expect(errors).toBeNull()
  return sent?.id ?? ''
}
const faults = async (composed: Composed) => Object.keys((await press(composed)).errors ?? {})
const drafts = async () => {
  const pool = openPool(province.ownerUrl)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from documents.outgoing`.execute(pool)
  await pool.destroy()
  return rows[0]?.n
}

describe('recipients', () => {
  test('agencies, units and people inside, and bodies that are only a name, each with mode, purpose and basis', async () => {
    const division = province.actor('toan.phamduc').division
    const id = await saved(
      posted({}, [
        { to: agency('H99'), purpose: 'REPORT', mode: 'ELECTRONIC' },
        { to: agency('H99.13'), purpose: 'INFORMATION', mode: 'HYBRID', copies: '2', basisCode: 'LISTED_KIND', basis: 'QĐ 12' },
        { to: `D:${division}`, purpose: 'INFORMATION' },
        { to: '', name: 'Công ty CP Cấp nước', mode: 'PAPER', copies: '1', basisCode: 'CITIZEN_ASKED' },
      ]),
    )
    const recipients = await drafter().work(({ tx }) => recipientsOf(tx, id))
    expect(recipients.map((one) => [one.recipientKind, one.mode, one.paperCopies, one.paperBasisCode])).toEqual([
      ['AGENCY', 'ELECTRONIC', 0, null],
      ['AGENCY', 'HYBRID', 2, 'LISTED_KIND'],
      ['DIVISION', 'ELECTRONIC', 0, null],
      ['OUTSIDE', 'PAPER', 1, 'CITIZEN_ASKED'],
    ])
    expect(recipients[1]?.paperBasis).toMatch(/Danh mục.*: QĐ 12$/)
    const { addressees, places } = await drafter().work((work) => read(work, id))
    expect(addressees).toEqual(['Ủy ban nhân dân tỉnh Thanh Giang', 'Công ty CP Cấp nước'])
    expect(places.at(-1)).toBe('Lưu: VT, NS')
  })

  test('a body that no channel reaches is told at once: electronic is refused, paper with its basis passes', async () => {
    const to = agency('G99')
    expect(await faults(posted({}, [{ to, mode: 'ELECTRONIC' }]))).toEqual(['r0.mode'])
    expect(await faults(posted({}, [{ to, mode: 'HYBRID', copies: '1', basisCode: 'CITIZEN_ASKED' }]))).toEqual(['r0.mode'])
    // A body that is only a name is reached by the post.
    expect(await faults(posted({}, [{ to: '', name: 'Công ty', mode: 'ELECTRONIC' }]))).toEqual(['r0.mode'])
    await saved(posted({}, [{ to, mode: 'PAPER', copies: '1', basisCode: 'RECIPIENT_UNCONNECTED' }]))
    const added = await drafter().work(async (work) => {
      const choices = await composeChoices(work)
      return reshape(work, posted({ picked: to }, []), { intent: 'add', choices, names: namesIn(choices) })
    })
    expect(added?.rows[0]).toMatchObject({ mode: 'PAPER', copies: '1', basisCode: 'RECIPIENT_UNCONNECTED' })
  })

  test.for<[string, Fields, string]>([
    ['paper without copies', { mode: 'PAPER', basisCode: 'CITIZEN_ASKED' }, 'r0.copies'],
    ['paper without basis', { mode: 'PAPER', copies: '1' }, 'r0.basisCode'],
    ['a basis for another mode', { mode: 'PAPER', copies: '1', basisCode: 'TO_GOVERNMENT' }, 'r0.basisCode'],
    ['a basis for another purpose', { mode: 'HYBRID', copies: '1', basisCode: 'HYBRID_LIST', purpose: 'REPORT' }, 'r0.basisCode'],
    ['a basis that wants words', { mode: 'HYBRID', copies: '1', basisCode: 'SPECIAL_LAW' }, 'r0.basis'],
    ['an unknown basis', { mode: 'PAPER', copies: '1', basisCode: 'KHONG_CO' }, 'r0.basisCode'],
    ['half a copy', { mode: 'PAPER', copies: '0,5', basisCode: 'CITIZEN_ASKED' }, 'r0.copies'],
    ['no copy', { mode: 'PAPER', copies: '0', basisCode: 'CITIZEN_ASKED' }, 'r0.copies'],
    ['far too many copies', { mode: 'PAPER', copies: '99999', basisCode: 'CITIZEN_ASKED' }, 'r0.copies'],
    ['an unknown mode', { mode: 'KHONG_CO' }, 'r0.mode'],
    ['an unknown purpose', { purpose: 'KHONG_CO' }, 'r0.purpose'],
    ['an unknown agency', { to: 'A:00000000-0000-7000-8000-000000000000' }, 'r0.to'],
    ['no key at all', { to: 'X' }, 'r0.to'],
  ])('%s is refused beside its row, and nothing is stored', async ([, fields, field]) => {
    const before = await drafts()
    expect(await faults(posted({}, [{ to: agency('H99'), ...fields }]))).toContain(field)
    expect(await drafts()).toBe(before)
  })

  test('one recipient twice is refused; a group adds its members once', async () => {
    expect(await faults(posted({}, [{ to: agency('H99') }, { to: agency('H99') }]))).toEqual(['r1.to'])
    const members = [province.agency('H99'), province.agency('H99.13')]
    await drafter().work(({ tx, actor }) =>
      sql`insert into organisation.user_group (agency, name, members) values (${actor.agency}, 'Các sở', ${members})`.execute(tx),
    )
    const grown = await drafter().work(async (work) => {
      const choices = await composeChoices(work)
      const group = choices.groups.find((one) => one.label === 'Các sở')?.value ?? ''
      return reshape(work, posted({ picked: group }), { intent: 'add', choices, names: namesIn(choices) })
    })
    expect(grown?.rows.map((row) => row.to)).toEqual([agency('H99'), agency('H99.13')])
  })

  test('an internal document goes to units and people of the agency only, with or without a number', async () => {
    const post = `P:${province.actor('toan.phamduc').post}`
    expect(await faults(posted({ scope: 'numbered' }, [{ to: agency('H99') }]))).toEqual(['r0.to'])
    const id = await saved(posted({ scope: 'unnumbered' }, [{ to: post }]))
    expect(await drafter().work((work) => read(work, id))).toMatchObject({ internal: true, numbered: false })
    expect(await faults(posted({}, [{ to: `P:${province.actor('duong.buitung').post}` }]))).toEqual(['r0.to'])
  })
})

describe('secrets at the door of the form', () => {
  test.for([
    'MẬT',
    'mật',
    'TỐI MẬT',
    'Tuyệt mật',
    'SECRET',
    '1',
  ])('độ mật “%s” is refused before anything is looked at', async (grade) => {
    const before = await drafts()
    const asked = press(posted({ securityClassification: grade }))
    await expect(asked).rejects.toMatchObject({ code: 'secret-material', about: 'classification' })
    expect(await drafts()).toBe(before)
  })

  test.for<[string, Fields]>([
    ['typed text', { text: 'Nội dung\nMẬT' }],
    [
      'the editor’s text',
      { content: '{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"TỐI MẬT"}]}]}' },
    ],
    ['the subject', { subject: 'TUYỆT MẬT' }],
  ])('a stamp in %s leaves an audit line without content, by press and by itself', async ([, over]) => {
    for (const how of ['typed', 'by-itself', 'submit'] as const)
      await expect(press(posted(over), how)).rejects.toMatchObject({ code: 'secret-material' })
    const pool = openPool(province.ownerUrl)
    const { rows } = await sql<{ about: string; detail: object }>`select about, detail from platform.audit
      where verb = 'secret.refused' order by at desc limit 3`.execute(pool)
    await pool.destroy()
    expect(rows.map((row) => row.detail)).toEqual(['submit', 'by-itself', 'typed'].map((how) => ({ door: `outgoing.${how}` })))
  })
})

describe('the form', () => {
  test.for<[string, Fields, string]>([
    ['no subject', { subject: ' ' }, 'subject'],
    ['a subject of 501 signs', { subject: 'ă'.repeat(501) }, 'subject'],
    ['an unknown kind', { kind: 'KHONG_CO' }, 'kind'],
    ['a kind that only comes in', { kind: 'LAW' }, 'kind'],
    ['an unknown urgency', { urgency: 'x' }, 'urgency'],
    ['no day', { dueOn: '31/02/2026' }, 'dueOn'],
    ['a signer that is none', { signer: 'x' }, 'signer'],
    ['an unknown capacity', { signerCompetence: 'x' }, 'signerCompetence'],
    ['JSON that is no text of ours', { content: '{"type":"doc","content":[{"type":"script"}]}' }, 'text'],
    ['JSON that is none', { content: '{' }, 'text'],
    ['a number for documents that leave', { scope: 'unnumbered' }, 'r0.to'],
    ['no reviewer', {}, 's0.post'],
  ])('%s is refused beside its field', async ([what, over, field]) => {
    const steps = what === 'no reviewer' ? [{ post: 'x' }] : []
    const { errors } = await press(posted(over, [{ to: agency('H99') }], steps))
    expect(Object.keys(errors ?? {})).toContain(field)
  })

  test('a signer of another agency is refused, also where the form is forged', async () => {
    const asked = press(posted({ signer: province.actor('minh.tranquang').post }))
    await expect(asked).rejects.toMatchObject({ code: 'bad-input', about: 'recipients' })
  })

  test('the signer is no reviewer: told beside the step', async () => {
    const { errors } = await press(posted({}, undefined, [{ post: province.actor('an.levan').post, task: 'REVIEW' }]))
    expect(Object.keys(errors ?? {})).toEqual(['s0.post'])
  })

  test('saving and submitting are one: what cannot be submitted is not saved either', async () => {
    const before = await drafts()
    await expect(press(posted({ signer: '' }), 'submit')).rejects.toMatchObject({ code: 'bad-input', about: 'signer' })
    expect(await drafts()).toBe(before)
    const { sent } = await press(
      posted({}, [{ to: agency('H99') }], [{ post: province.actor('toan.phamduc').post, task: 'INITIAL' }]),
      'submit',
    )
    const shown = await drafter().work((work) => view(work, sent?.id ?? ''))
    expect([shown.doc.state, shown.circuit[0]?.task, shown.circuit[0]?.state]).toEqual(['REVIEWING', 'INITIAL', 'OPEN'])
  })

  test('who is not the head signs in the capacity of the post: a deputy KT., a head of division TL.', async () => {
    const id = await saved(posted({ signer: province.actor('toan.phamduc').post }))
    expect((await drafter().work((work) => read(work, id))).signerCompetence).toBe('BY_ORDER')
    const headed = await saved(posted())
    expect((await drafter().work((work) => read(work, headed))).signerCompetence).toBe('HEAD')
  })

  test('a new draft starts from the template of its kind, and the ladder is proposed with the chief of office', async () => {
    const fresh = await drafter().work(async (work) =>
      newFields(work, await composeChoices(work), { kind: 'DECISION', answers: null }),
    )
    expect(fresh.fields.text).toMatch(/^Căn cứ[\s\S]*Điều 1\./)
    const posts = ['toan.phamduc', 'yen.vuhai'].map((login) => province.actor(login).post)
    const asked = await drafter().work(async (work) => (await composeChoices(work)).ladder)
    expect(asked).toEqual(posts)
  })

  test('a citation finds the documents that bear it and that one may read, and no others', async () => {
    const relate = (symbol: string) =>
      drafter().work(async (work) => {
        const choices = await composeChoices(work)
        return reshape(work, posted({ cited: symbol }), { intent: 'relate', choices, names: namesIn(choices) })
      })
    for (const symbol of ['999/UBND-TH', 'không số', '', '1/STC-NS; drop table'])
      await expect(relate(symbol)).rejects.toMatchObject({ code: 'not-found', about: 'cited' })
  })
})
