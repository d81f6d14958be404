import { z } from 'zod'
import type { Routes } from '#platform/http/routes.ts'
import { words } from '../answer.api.ts'
import { watched } from '../watch.ts'
import { dropPhrase, keepPhrase, ownPhrases, phrases } from './phrase.ts'

const tags = ['Câu bút phê']
const base = '/documents/phrases'
const Phrase = z.object({ phrase: words(200).pipe(z.string().min(1)) })
const Phrases = z
  .object({
    phrases: z.array(z.string()).describe('Các nút câu bút phê của người gọi; câu thường dùng khi chưa giữ câu nào'),
    own: z.boolean().describe('Người gọi đã giữ câu của mình'),
  })
  .meta({ id: 'Phrases' })

/** The phrase buttons of whoever asks: everybody keeps and drops the own ones alone. */
export function phraseApi(routes: Routes) {
  routes.get(base, {
    schema: { tags, summary: 'Câu bút phê của mình', response: { 200: Phrases } },
    handler: ({ desk }) =>
      desk.work(async (work) => ({ phrases: await phrases(work), own: (await ownPhrases(work)).length > 0 })),
  })
  routes.post(base, {
    schema: { tags, summary: 'Giữ một câu bút phê, nhiều nhất 12 câu', body: Phrase, response: { 200: Phrases } },
    handler: async ({ desk, body }) => {
      await watched(desk, { door: 'api.keepPhrase' }, (work) => keepPhrase(work, body.phrase))
      return desk.work(async (work) => ({ phrases: await phrases(work), own: true }))
    },
  })
  routes.post(`${base}/drop`, {
    schema: { tags, summary: 'Bỏ một câu bút phê của mình', body: Phrase, response: { 200: Phrases } },
    handler: ({ desk, body }) =>
      desk.work(async (work) => {
        await dropPhrase(work, body.phrase)
        return { phrases: await phrases(work), own: (await ownPhrases(work)).length > 0 }
      }),
  })
}
