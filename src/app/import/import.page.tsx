import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { Refused } from '#kernel/refused.ts'
import { administers, type Brought, importTables, personNames, readTables, type Table } from '#organisation'
import type { Receive } from '#platform/blobs/received.ts'
import { attempted, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { readUpload } from '#platform/http/upload.ts'
import { Note, PageBody, PageHeader, Stack } from '#platform/look/index.ts'
import { Choose, Confirm, Counts, Links, Mistakes, TemplateCard } from './import.parts.tsx'
import { importSheets } from './sheets.ts'
import { refusedWords, sentTables } from './tables.ts'

const rules = { maxBytes: 5_000_000, maxFiles: 10 }

export async function loader({ context }: LoaderFunctionArgs) {
  if (!administers(context.get(deskContext).actor)) throw new Refused('not-allowed', 'import')
  return { sheets: importSheets.map(({ name }) => name) }
}

type Answer = {
  brought: Brought | null
  kept: boolean
  tables: Table[]
  people: { id: string; name: string }[]
  refused: string | null
}
const nothing: Answer = { brought: null, kept: false, tables: [], people: [], refused: null }

/** The tables of the chosen files, or those that a preview sent along. */
async function tablesFrom(request: Request, receive: Receive): Promise<{ tables: Table[]; keep: boolean }> {
  const { fields, files } = await readUpload(request, { ...rules, keep: ({ stream }) => receive(stream) })
  const sent = fields.get('tables')
  if (typeof sent === 'string') return { tables: sentTables(sent), keep: fields.get('intent') === 'keep' }
  if (files.length === 0) throw new Refused('bad-input', 'file')
  return { tables: await readTables(files.map(({ name, kept }) => ({ name, content: kept }))), keep: false }
}

/** First a trial that shows what would happen; the second press does it, all or nothing. */
export async function action({ context, request }: ActionFunctionArgs) {
  const desk = context.get(deskContext)
  if (!administers(desk.actor)) throw new Refused('not-allowed', 'import')
  const { done, refused } = await attempted(async (): Promise<Answer> => {
    const { tables, keep } = await desk.vault.files.receiving((receive) => tablesFrom(request, receive))
    const brought = await importTables(desk, { sheets: importSheets, tables, keep })
    const kept = keep && brought.errors.length === 0
    const people = kept ? await desk.work((work) => personNames(work, brought.added)) : []
    return { brought: { ...brought, added: [] }, kept, tables: kept ? [] : tables, people, refused: null }
  })
  if (refused) return data({ ...nothing, refused: refusedWords(refused) }, { status: statusOf(refused.code) })
  return data(done, { status: done.brought?.errors.length ? 400 : 200 })
}

export const meta = () => [{ title: 'Nhập từ Excel · Liên Thông' }]

export default function ImportPage() {
  const { sheets } = useLoaderData<typeof loader>()
  const { brought, kept, tables, people, refused } = useActionData<typeof action>() ?? nothing
  const clean = brought !== null && brought.errors.length === 0
  return (
    <>
      <PageHeader
        title="Nhập từ Excel"
        about="Cơ quan, phòng ban, người, sổ văn bản"
        back={{ href: '/quan-tri', label: 'Về Quản trị' }}
      />
      <PageBody narrow>
        <Stack>
          {refused && (
            <Note tone="bad" live>
              {refused}
            </Note>
          )}
          {brought && <Counts brought={brought} kept={kept} />}
          {brought && brought.errors.length > 0 && <Mistakes errors={brought.errors} />}
          {clean && !kept && <Confirm tables={tables} />}
          {kept && people.length > 0 && <Links people={people} />}
          <Choose again={brought !== null} />
          <TemplateCard sheets={sheets} />
        </Stack>
      </PageBody>
    </>
  )
}
