import { answerApart } from '#platform/apart/answer.ts'
import type { Content } from './file.ts'
import { openedHere } from './inside.ts'

// The process that a CMS from outside is opened in.
answerApart((asked: { cms: Content }) => openedHere(asked.cms))
