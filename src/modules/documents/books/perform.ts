import { Refused } from '#kernel/refused.ts'
import type { Work } from '#platform/db/desk.ts'
import { checkForm } from '#platform/http/form.ts'
import { BookForm, KindsForm, OpeningForm, ReasonForm, VoidForm } from './book.forms.ts'
import { closeBook, openBook, reserveNumber, setKinds, setOpening, voidReserved } from './keep-book.ts'

type Shape = Parameters<typeof checkForm>[1]

function asked<S extends Shape>(form: FormData, shape: S) {
  const read = checkForm(form, shape)
  if (read.errors) throw new Refused('bad-input', read.errors[0]?.field ?? 'form')
  return read.values
}

type Deed = (work: Work, id: string, form: FormData) => Promise<unknown>
const deeds: Readonly<Record<string, Deed>> = {
  kinds: (work, id, form) => setKinds(work, id, asked(form, KindsForm).kinds),
  opening: (work, id, form) => setOpening(work, id, asked(form, OpeningForm)),
  close: (work, id) => closeBook(work, id),
  reserve: (work, id, form) => reserveNumber(work, id, asked(form, ReasonForm).reason),
  voidHeld: (work, id, form) => voidReserved(work, id, asked(form, VoidForm)),
}

/** One deed of a book's page. @throws Refused, also for a deed that does not exist */
export async function performOnBook(work: Work, id: string, form: FormData): Promise<void> {
  const deed = deeds[String(form.get('intent') ?? '')]
  if (!deed) throw new Refused('bad-input', 'intent')
  await deed(work, id, form)
}

/** Opens a new book from the form; its identifier. */
export const performOpening = (work: Work, form: FormData): Promise<string> => openBook(work, asked(form, BookForm))

/** What is wrong with one field, in words. */
export const bookWords: Readonly<Record<string, string>> = {
  'bad-input name': 'Chưa ghi tên sổ.',
  'already-there name': 'Cơ quan đã có sổ mang tên này.',
  'already-there kinds': 'Có loại văn bản đã thuộc sổ khác, hoặc đã có sổ cho các loại còn lại.',
  'bad-input kinds': 'Sổ văn bản đến dùng chung cho mọi loại, không chọn loại văn bản.',
  'bad-input opening': 'Số bắt đầu phải là số nguyên từ 1.',
  'bad-input reason': 'Chưa ghi lý do.',
  'wrong-state opening': 'Sổ đã cấp số trong năm nay nên không đặt lại số bắt đầu được.',
  'wrong-state reserved': 'Số này đã dùng hoặc đã hủy.',
}
