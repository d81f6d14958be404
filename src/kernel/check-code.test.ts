import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPath, codeLength, formatCheckCode, readCheckCode } from './check-code.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const signs = fc.array(fc.constantFrom(...alphabet), { minLength: codeLength - 1, maxLength: codeLength - 1 })
/** The one sign with which a beginning becomes a code. */
const finished = (beginning: readonly string[]) => {
  const fits = [...alphabet].map((last) => `${beginning.join('')}${last}`).filter((code) => readCheckCode(code) === code)
  expect(fits).toHaveLength(1)
  return fits[0] ?? ''
}

test('every beginning has exactly one last sign', () => {
  fc.assert(fc.property(signs, (beginning) => void finished(beginning)))
})

test('one wrong sign, and two exchanged ones, are always told', () => {
  const at = fc.integer({ min: 0, max: codeLength - 1 })
  fc.assert(
    fc.property(signs, at, at, fc.constantFrom(...alphabet), (beginning, one, other, sign) => {
      const code = [...finished(beginning)]
      if (code[one] !== sign) expect(readCheckCode(code.with(one, sign).join(''))).toBeNull()
      const swapped = code.with(one, code[other] ?? '').with(other, code[one] ?? '')
      if (code[one] !== code[other]) expect(readCheckCode(swapped.join(''))).toBeNull()
    }),
  )
})

test('it is read as people type it: groups, small letters, letters that look like figures', () => {
  fc.assert(
    fc.property(signs, (beginning) => {
      const code = finished(beginning)
      expect(readCheckCode(` ${formatCheckCode(code).toLowerCase()} `)).toBe(code)
      expect(readCheckCode(code.replaceAll('1', 'l').replaceAll('0', 'o'))).toBe(code)
      expect(checkPath(code)).toMatch(/^\/kiem-tra\/\w{5}-\w{5}-\w{5}$/)
    }),
  )
})

test.each([
  '',
  'ABC',
  'U'.repeat(15),
  '0'.repeat(14),
  '0'.repeat(16),
  'Đ'.repeat(15),
  '\u0000'.repeat(15),
])('%j is no code', (typed) => {
  expect(readCheckCode(typed)).toBeNull()
})
