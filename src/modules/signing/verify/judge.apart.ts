import { answerApart } from '#platform/apart/answer.ts'
import { judgeHere, type Question } from './file.ts'

// The process that a signed file from outside is judged in.
answerApart((asked: Question) => judgeHere(asked))
