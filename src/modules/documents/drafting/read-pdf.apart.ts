import { answerApart } from '#platform/apart/answer.ts'
import { type Asked, pdfWords } from './pdf-words.ts'

// The process that a file from outside is read in.
answerApart((asked: Asked) => pdfWords(asked))
