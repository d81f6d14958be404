import { expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { campaign } from './campaign.testing.ts'
import { type Form, formsOf } from './forms.ts'
import { treacherous } from './shapes.ts'

const at = campaign()

const form = 'application/x-www-form-urlencoded'
const post = (who: Actor | null, url: string, fields: readonly (readonly [string, string])[]) =>
  at.server.ask(who, { method: 'POST', url, type: form, body: new URLSearchParams(fields.map(([a, b]) => [a, b])).toString() })

/** Pages with forms, and whose eyes see most of them. */
const pages = (): [string, string][] => [
  ['na.lethu', '/van-ban/di/moi'],
  // The draft's own forms first: those of its page send it into the circuit.
  ['anh.nguyenthi', `/van-ban/di/${at.made.ids.outgoing?.[0]}/sua`],
  ['anh.nguyenthi', `/van-ban/di/${at.made.ids.outgoing?.[0]}/tep`],
  ['anh.nguyenthi', `/van-ban/di/${at.made.ids.outgoing?.[0]}`],
  ['an.levan', '/ky-so'],
  ['an.levan', `/ky-so/${at.made.ids.outgoing?.[2]}`],
  ['toan.phamduc', `/van-ban/di/${at.made.ids.outgoing?.[1]}`],
  ['an.levan', `/van-ban/di/${at.made.ids.outgoing?.[2]}`],
  ['na.lethu', `/van-ban/di/${at.made.ids.outgoing?.[3]}`],
  ['na.lethu', `/van-ban/den/${at.made.ids.incoming?.[0]}`],
  ['an.levan', `/van-ban/den/${at.made.ids.incoming?.[1]}`],
  ['toan.phamduc', `/van-ban/den/${at.made.ids.incoming?.at(-1)}`],
  ['na.lethu', '/van-ban/den/vao-so'],
  ['anh.nguyenthi', '/chung-thu-so'],
  ['anh.nguyenthi', '/tai-khoan'],
  ['lam.tadinh', '/uy-quyen'],
  ['na.lethu', '/nhom-noi-nhan'],
  ['lam.tadinh', `/quan-tri/co-quan/${at.province.agency('H99.11')}/them-nguoi`],
]

const typed = ({ fields }: Form) =>
  fields.filter(({ kind }) => !['file', 'password'].includes(kind)).map(({ name, value }) => [name, value] as const)

/** Bad ways to send one form, made from its own fields. */
function badWays(one: Form): (readonly [string, readonly (readonly [string, string])[]])[] {
  const good = typed(one)
  // Rows of a list have the same fields: the first row stands for all.
  const names = [...new Set(good.map(([name]) => name))].filter((name) => !/^[a-z][1-9]\d*\./.test(name))
  const changed = (name: string, value: string) => good.map(([key, old]) => [key, key === name ? value : old] as const)
  const worst = ['a NUL', 'SQL'].map((what) => [what, treacherous[what] ?? ''] as const)
  const values = [
    ...worst,
    ['far too long', 'ă'.repeat(20_000)],
    ['a huge number', '9'.repeat(40)],
    ['a negative number', '-1'],
  ] as const
  return [
    ['nothing at all', []],
    ['an unknown deed', changed('intent', 'khong-co')],
    ['every field twice', [...good, ...good]],
    ['a prototype', [...good, ['__proto__', 'x'], ['constructor', 'x']]],
    ...names.map((name) => [`${name} missing`, good.filter(([key]) => key !== name)] as const),
    ...names.flatMap((name) => values.map(([what, value]) => [`${name}: ${what}`, changed(name, value)] as const)),
  ]
}

test('every form of the pages, each field wrong in every way: never a fault, the server lives', async () => {
  const found: string[] = []
  let tried = 0
  for (const [login, url] of pages()) {
    const who = at.province.actor(login)
    const shown = await at.server.ask(who, { url })
    expect(shown.status, url).toBe(200)
    // Forms of the page, not those of the frame around it.
    for (const one of formsOf(shown.body, url).filter(({ action }) => !/^\/(giao-dien|ngon-ngu|vai-tro|dang-xuat)/.test(action)))
      for (const [what, fields] of badWays(one)) {
        const answer = await post(who, one.action, fields)
        tried += 1
        if (answer.status >= 500) found.push(`${url} ${what}: ${answer.status}`)
      }
  }
  expect(found).toEqual([])
  expect(tried).toBeGreaterThan(100)
  expect((await at.server.ask(null, { url: '/dang-nhap' })).status).toBe(200)
}, 400_000)

test('a draft that is wrong is refused beside its field; the form stays filled and nothing is stored', async () => {
  const who = at.province.actor('anh.nguyenthi')
  const url = '/van-ban/di/moi'
  const [compose] = formsOf((await at.server.ask(who, { url })).body, url).filter(({ fields }) =>
    fields.some(({ name }) => name === 'subject'),
  )
  if (!compose) throw new Error('no form to compose')
  const good = new Map(typed(compose))
  good.set('text', 'Nội dung còn nguyên trong ô')
  const wrong: [string, string][] = [
    ['subject', ''],
    ['kind', 'KHÔNG-CÓ'],
    ['urgency', 'KHÔNG-CÓ'],
    ['dueOn', '31/02/2026'],
    ['dueOn', 'ngày mai'],
    ['signer', 'không phải người'],
    ['subject', 'ă'.repeat(501)],
    ['text', 'TỐI MẬT'],
  ]
  for (const [name, value] of wrong) {
    const before = await at.stored.now()
    const fields = new Map([...good, ['subject', 'về việc kiểm tra'], [name, value]])
    const answer = await post(who, url, [...fields, ['intent', 'save']])
    expect(answer.status, `${name}=${value.slice(0, 20)}`).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    if (name !== 'text') expect(answer.body).toContain('Nội dung còn nguyên trong ô')
    expect(await at.stored.now(), `${name}=${value.slice(0, 20)}`).toEqual(before)
  }
}, 200_000)

test('a form in another type, another encoding or broken off is refused', async () => {
  const who = at.province.actor('anh.nguyenthi')
  const whole = '--x\r\ncontent-disposition: form-data; name="subject"\r\n\r\na\r\n'
  const bad = [
    { body: '{"subject":"a"}', type: 'application/json' },
    { body: 'subject=a', type: 'text/plain' },
    { body: '<subject/>', type: 'application/xml' },
    { body: whole, type: 'multipart/form-data; boundary=x' },
    { body: whole, type: 'multipart/form-data' },
    { body: '--y--', type: 'multipart/form-data; boundary=x' },
    { body: 'x'.repeat(5_000_000), type: form },
    { body: Buffer.from([0xff, 0xfe, 0x25, 0x00]), type: form },
    { body: '%ff%00=%c0%80&subject=%', type: form },
  ]
  const clerk = at.province.actor('na.lethu')
  const books = JSON.parse((await at.server.ask(clerk, { url: '/api/v1/documents/books' })).body) as { rows: { id: string }[] }
  const places: [Actor | null, string][] = [
    [who, '/van-ban/di/moi'],
    [who, '/chung-thu-so'],
    [who, `/van-ban/di/${at.made.ids.outgoing?.[0]}`],
    [clerk, `/van-ban/den/${at.made.ids.incoming?.[0]}`],
    [clerk, '/van-ban/phat-hanh'],
    [clerk, '/so-van-ban'],
    [clerk, `/so-van-ban/${books.rows[0]?.id}`],
    [clerk, '/'],
    [null, '/dang-nhap'],
  ]
  // Who opens an arrival for the first time has its file judged, and the verdict kept.
  for (const [actor, url] of places) expect((await at.server.ask(actor, { url })).status, url).toBe(200)
  const before = await at.stored.now()
  for (const [actor, url] of places)
    for (const asked of bad) {
      const { status } = await at.server.ask(actor, { method: 'POST', url, ...asked })
      expect(status, `${url} ${asked.type} ${String(asked.body).slice(0, 20)}`).toBeGreaterThanOrEqual(400)
      expect(status, `${url} ${asked.type} ${String(asked.body).slice(0, 20)}`).toBeLessThan(500)
    }
  expect(await at.stored.now()).toEqual(before)
}, 200_000)
