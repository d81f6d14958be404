import { answerApart } from '#platform/apart/answer.ts'
import { type Asked, lookThrough } from './look.ts'

// The process that a file from outside is looked through in.
answerApart((asked: Asked) => lookThrough(asked))
