import { expect, test } from 'vitest'
import { roles } from '#kernel/actor.ts'
import { lives } from '../generated/lives.ts'
import { foreignOpenings, opening } from './matrix.ts'

const all = await lives()

test('every step opens to somebody, and to nobody of another agency', () => {
  expect(all.map(({ noun }) => noun)).toEqual(expect.arrayContaining(['outgoing', 'incoming', 'assignment']))
  for (const life of all) {
    expect(foreignOpenings(life)).toEqual([])
    for (const [step, arrow] of Object.entries(life.steps)) {
      const open = roles.filter((role) => {
        const { always, by } = opening(life.noun, arrow, role)
        return always || by.length > 0
      })
      expect(open, `${life.noun}.${step}`).not.toEqual([])
    }
  }
})

test('a step that forgets to ask for the agency is seen', () => {
  const steps = { open: { from: ['DRAFT'], to: 'OPEN', may: () => true } }
  expect(foreignOpenings({ noun: 'outgoing', file: '', steps })).toHaveLength(roles.length)
})

/** What the law gives to one role and no other (NĐ 30/2020 art. 6.3, 13, 32). */
test('only văn thư numbers, seals and releases; only the signer signs', () => {
  const outgoing = all.find(({ noun }) => noun === 'outgoing')
  for (const step of ['number', 'seal', 'release', 'void', 'recall'] as const) {
    const arrow = outgoing?.steps[step]
    if (!arrow) throw new Error(`no step ${step}`)
    expect(roles.filter((role) => opening('outgoing', arrow, role).always)).toEqual(['recordsClerk'])
    for (const role of roles) expect(opening('outgoing', arrow, role).by).toEqual([])
  }
  const sign = outgoing?.steps.sign
  if (!sign) throw new Error('no step sign')
  for (const role of roles) expect(opening('outgoing', sign, role)).toEqual({ always: false, by: ['signer'] })
})
