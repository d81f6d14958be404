import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { refuseSecretWords } from '../secrecy.ts'
import { deletePhrase, insertPhrase, phrasesOf } from './note.sql.ts'

/** Phrases offered to whoever has not kept own ones. */
export const usualPhrases = [
  'Đồng ý đề xuất.',
  'Giao chủ trì tham mưu, báo cáo trước hạn.',
  'Xem, tham mưu.',
  'Để biết, lưu theo dõi.',
]

/** What a person keeps of own phrases. */
export const ownPhrases = (work: Work): Promise<string[]> => phrasesOf(work.tx, work.actor.person)

/** The phrase buttons of a person: the own ones, or the usual ones while there are none. */
export async function phrases(work: Work): Promise<string[]> {
  const own = await phrasesOf(work.tx, work.actor.person)
  return own.length > 0 ? own : usualPhrases
}

/** Keeps a phrase of one's own; at most twelve. @throws Refused bad-input (phrase) */
export async function keepPhrase(work: Work, phrase: string): Promise<void> {
  const own = await phrasesOf(work.tx, work.actor.person)
  if (phrase === '' || phrase.length > 200 || own.length >= 12) throw new Refused('bad-input', 'phrase')
  refuseSecretWords(phrase, 'phrase')
  await insertPhrase(work, phrase)
  await note(work, 'phrase.keep', work.actor.person)
}

export async function dropPhrase(work: Work, phrase: string): Promise<void> {
  await deletePhrase(work, phrase)
  await note(work, 'phrase.drop', work.actor.person)
}
