import { expect, test } from 'vitest'
import { printable, refuseUnprintable, unprintable } from './signs.ts'
import { typeset } from './typeset.ts'

test('what Vietnamese offices write is drawn by the font of the papers', () => {
  const written = 'Ủy ban nhân dân xã Đắk Nông – “điểm a khoản 1”; ≥ 50 % … ½ m² 1.000 ₫ □ ● → a\u0323\u0302 tab\tdòng\nmới'
  expect(unprintable(written)).toEqual([])
  expect(printable(written)).toBe(written)
})

test.for([
  ['a pictogram', 'Chúc mừng 🎉 năm mới 🎉', ['🎉']],
  ['a mark that Word keeps in a font of its own', '\uf0b7 gạch đầu dòng', ['\uf0b7']],
  ['another script', '中文', ['中', '文']],
] as const)('%s is named, refused where it would be signed, and a box where others wrote it', ([, text, signs]) => {
  expect(unprintable(text)).toEqual(signs)
  expect(() => refuseUnprintable({ subject: text })).toThrow(
    expect.objectContaining({ code: 'unprintable-sign', about: signs.join(' ') }),
  )
  expect(printable(text)).not.toContain(signs[0])
  const data = { parent: '', agency: text, title: text, lines: [text], heads: ['Số'], widths: [10], rows: [[text]], struck: [] }
  expect(typeset('register', { data: JSON.stringify(data) }).pages).toBe(1)
})

test('signs that only look apart are printed by their twins', () => {
  expect(unprintable('QĐ\u2011UBND ☐ Đồng ý')).toEqual([])
  expect(printable('QĐ\u2011UBND ☐ Đồng ý')).toBe('QĐ-UBND □ Đồng ý')
})
