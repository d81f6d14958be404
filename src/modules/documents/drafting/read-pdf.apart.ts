import { type Asked, pdfWords } from './pdf-words.ts'

// The process that a file from outside is read in: one question, one answer.
process.once('message', async (asked) => {
  process.send?.(await pdfWords(asked as Asked))
})
