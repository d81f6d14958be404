import { expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import { sheetDocx } from '../docx/sheet-docx.ts'
import { measured } from '../pdf/testing/measured.ts'
import { isWord, officeProgram, wordToPdf } from './convert.ts'

const word = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', about: 'file' }
const office = officeProgram()

test('where LibreOffice is absent, that is what is said', async () => {
  expect(officeProgram(['/nowhere/soffice'])).toBeUndefined()
  const absent = wordToPdf(new Uint8Array([1]), word, officeProgram(['/nowhere/soffice']) ?? '')
  await expect(absent).rejects.toMatchObject({ code: 'no-converter', about: 'file' })
})

test('only files of word processors are converted', () => {
  expect([isWord(word.mediaType), isWord('application/pdf'), isWord('application/zip')]).toEqual([true, false, false])
})

test.runIf(office)(
  'a Word file becomes a PDF with its words, in the fonts of our papers; nonsense is refused',
  { timeout: 90_000 },
  async () => {
    const docx = await sheetDocx({
      family: 'letter',
      parentAgency: null,
      agency: 'Sở Tài chính',
      place: 'Thanh Giang',
      notation: 'STC-NS',
      kindName: null,
      subject: 'thử',
      urgency: 'NORMAL',
      addressees: ['Sở Nội vụ'],
      body: contentFrom('Đề nghị báo cáo.'),
      signing: { capacityLines: ['GIÁM ĐỐC'], name: 'Lê Văn An' },
      recipients: ['Như trên'],
      demonstration: false,
    })
    const { words, fonts } = measured(await wordToPdf(docx, word))
    expect(words.map(({ text }) => text).join(' ')).toContain('Đề nghị báo cáo./.')
    expect(fonts.every((line) => line.includes('LiberationSerif'))).toBe(true)
    await expect(wordToPdf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), word)).rejects.toMatchObject({ code: 'unreadable-file' })
  },
)
