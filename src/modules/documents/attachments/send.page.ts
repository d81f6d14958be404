import type { ActionFunctionArgs } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { uploadMain } from '../drafting/upload.ts'
import { OutgoingAddress } from '../outgoing/outgoing.forms.ts'
import { attach } from './attach.ts'
import { received } from './perform.ts'
import { fileWords } from './refusals.vi.ts'

/**
 * Takes one file as soon as it is chosen, so that its progress shows: an attachment, or with `vai=noi-dung` the text of the
 * document. Answers `{ id }`, or `{ message }` with a 4xx.
 */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  const { done, refused } = await attempted(() =>
    desk.vault.files.receiving(async (receive) => {
      const { id } = OutgoingAddress.parse(params)
      const { files } = await received(desk, id, request, receive)
      const [file] = files
      if (!file) throw new Refused('bad-input', 'file')
      if (files.length > 1) throw new Refused('too-many-files', 'file')
      const asked = new URL(request.url).searchParams
      const given = { name: file.name, content: file.kept, noSecretStamp: asked.get('khong-mat') === 'yes' }
      return asked.get('vai') === 'noi-dung' ? uploadMain(desk, id, given) : attach(desk, id, given)
    }),
  )
  return refused
    ? Response.json({ message: fileWords(refused) }, { status: statusOf(refused.code) })
    : Response.json({ id: done })
}

/** There is nothing to read here: a look at the address is answered like a missing one. */
export const loader = () => new Response(null, { status: 404 })
