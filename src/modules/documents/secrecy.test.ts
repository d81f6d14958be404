import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { hasSecretStamp } from './secrecy.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.close()
})

/** Columns that hold no words of a document, each with the reason; every other text column of the schema must refuse a stamp. */
const noWords: Readonly<Record<string, string>> = {
  'documents.kind': 'the catalogue of the decree',
  'documents.file_verdict': 'judgements on signatures, made by the platform',
  'documents.hand_over': 'counts of what was moved and what was left',
  'documents.copy.form': 'a code',
  'documents.book.direction': 'a code',
  'documents.book.kinds': 'codes',
  'documents.number.suffix': 'one letter',
  'documents.number.previous_suffix': 'one letter',
  'documents.number.kind': 'a code',
  'documents.outgoing.subject_folded': 'made from the subject',
  'documents.incoming.subject_folded': 'made from the subject',
  'documents.incoming.symbol_folded': 'made from number and notation',
  'documents.incoming.verdict_reasons': 'codes',
  'documents.incoming.verdict_trust': 'a hash',
  'documents.incoming.paper_reasons': 'codes',
  'documents.incoming_file.signature_sha256': 'a hash',
  'documents.incoming.proposed': 'identifiers and codes',
  'documents.outgoing.boxes': 'places on the page',
  'documents.outgoing.circulation': 'a code',
  'documents.check_code.code': 'signs of chance',
  'documents.digitised.colour': 'a code',
  'documents.digitised.failure': 'a code',
  'documents.held_signature.sets': 'the notation, refused where it is kept, identifiers and codes',
  'documents.issued_verdict.reasons': 'codes',
  'documents.issued_verdict.trust_state': 'a hash',
  'documents.issued_verdict.paper_reasons': 'codes',
  'documents.issued_verdict.signatures': 'names of certificates, codes and times',
  'documents.log_leaf.leaf': 'number, date, agency and hashes, each refused where it is kept',
}
/** Names of columns that are codes or identifiers wherever they stand. */
const code =
  /^(state|from_state|to_state|step|task|role|mode|channel|purpose|urgency|scope|sub_scope|source|media_type|sha256|verdict|signed_by|.*_code|code_suffix|recall_answer|answer|signer_competence|security_classification|recipient_kind|kind)$/

type Column = { table: string; column: string; type: string }

async function columns(): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select table_schema || '.' || table_name as "table", column_name as "column", udt_name as type from information_schema.columns
     where table_schema = 'documents' and udt_name in ('text', '_text', 'jsonb', 'varchar') order by 1, 2`,
  )
  return rows.filter(({ table, column }) => !(table in noWords) && !(`${table}.${column}` in noWords) && !code.test(column))
}

const stamped: Readonly<Record<string, unknown>> = {
  text: 'Nội dung\n - TỐI MẬT -\nhết',
  _text: ['Như trên', 'TUYỆT MẬT'],
  jsonb: JSON.stringify(contentFrom('Nội dung\n**TỐI** MẬT\nhết')),
}
const harmless: Readonly<Record<string, unknown>> = {
  text: 'Bảo vệ bí mật nhà nước, CHẾ ĐỘ MẬT, mật độ\nmật',
  _text: ['Phòng Bảo mật', 'mật'],
  jsonb: JSON.stringify(contentFrom('Chế độ MẬT\nmật độ dân số')),
}

/** Puts one value into one column of an empty likeness of the table; the name or state by which it was refused, or null. */
async function refusedBy({ table, column }: Column, value: unknown): Promise<string | null> {
  await client.query('begin')
  try {
    await client.query(`create temp table likeness (like ${table} including constraints)`)
    const others = await client.query<{ name: string }>(
      `select conname as name from pg_constraint where conrelid = 'pg_temp.likeness'::regclass and contype = 'c'
       and conname not like '%\\_no\\_secret'`,
    )
    for (const { name } of others.rows) await client.query(`alter table likeness drop constraint ${name}`)
    const { rows } = await client.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'pg_temp.likeness'::regclass and attnotnull and attnum > 0`,
    )
    for (const { name } of rows) await client.query(`alter table likeness alter column ${name} drop not null`)
    await client.query(`create trigger likewise before insert on likeness for each row when (${column === 'content'})
      execute function documents.refuse_secret_content()`)
    await client.query(`insert into likeness (${column}) values ($1)`, [value])
    return null
  } catch (error) {
    const { code: state, constraint } = error as { code?: string; constraint?: string }
    return constraint ?? state ?? String(error)
  } finally {
    await client.query('rollback')
  }
}

describe('the database refuses a grade of state secret by itself', () => {
  test('in every column that holds words of a document', async () => {
    const found = await columns()
    expect(found.length).toBeGreaterThan(40)
    const open: string[] = []
    for (const one of found) {
      const by = await refusedBy(one, stamped[one.type])
      const named = `${one.table.split('.')[1]}_${one.column}_no_secret`
      if (by !== (one.column === 'content' ? 'LT004' : named)) open.push(`${one.table}.${one.column}: ${by}`)
    }
    expect(open).toEqual([])
  })

  test('and takes the same letters in running text', async () => {
    const refused: string[] = []
    for (const one of await columns()) {
      const by = await refusedBy(one, harmless[one.type])
      if (by?.endsWith('_no_secret') || by === 'LT004') refused.push(`${one.table}.${one.column}`)
    }
    expect(refused).toEqual([])
  })

  test('the triggers of structured text stand on both tables', async () => {
    const { rows } = await client.query<{ on: string }>(
      `select tgrelid::regclass::text as on from pg_trigger where tgfoid = 'documents.refuse_secret_content'::regproc order by 1`,
    )
    expect(rows.map((row) => row.on)).toEqual(['documents.outgoing', 'documents.outgoing_version'])
  })

  test.for([
    'MẬT',
    'TỐI MẬT',
    'TUYỆT MẬT',
    ' -- TỐI  MẬT -- ',
    '[MẬT]',
    'TỐI\u00a0MẬT',
    'TỐI MẬT'.normalize('NFD'),
    'mật',
    'BẢO MẬT',
    'MẬT ĐỘ',
    'Tối mật',
    'CHẾ ĐỘ MẬT',
    '',
    'M Ậ T',
    'T U Y Ệ T  M Ậ T',
    'T.Ố.I  M.Ậ.T',
    'M\u200bẬT',
    'MẬ\u2060T',
    '• MẬT',
    '“MẬT”',
    '=== TỐI MẬT ===',
    'MẬT!',
    '★ TUYỆT MẬT ★',
    'MẬT 1',
    'MẬT MÃ',
    'Công văn\u2028MẬT',
    'Công văn\u000bTỐI MẬT\u000bhết',
    'Công văn\u0085MẬT',
    'M\nẬT',
    'MẬT\u3164',
    'M\u115fẬ\uffa0T',
    '\u2800MẬT\u2800',
    'TỐI\u3000\u2003MẬT',
    'MẬT\u0332',
    'MẬT\u17b4',
    'BẢO\u3164MẬT',
  ])('code and database agree on “%s”', async (line) => {
    const { rows } = await client.query<{ bears: boolean }>('select documents.bears_stamp($1) as bears', [line])
    expect(rows[0]?.bears).toBe(hasSecretStamp(line))
  })

  test.for([
    'M Ậ T',
    'T U Y Ệ T  M Ậ T',
    '• MẬT',
    '“MẬT”',
    '=== TỐI MẬT ===',
    'MẬT!',
    'M\u200bẬT',
    'Kính gửi\u2028MẬT',
    'A\vMẬT',
    'MẬT\u3164',
    'TUYỆT\u3164MẬT',
    'MẬT\u0332',
    '\u2800MẬT',
  ])('“%s” is a stamp', (text) => expect(hasSecretStamp(text)).toBe(true))
  test.for(['bảo mật', 'mật độ', 'Mật', 'mật', 'BẢO MẬT', 'MẬT ĐỘ DÂN SỐ', 'M', 'MẬT 1', 'CHẾ ĐỘ MẬT'])('“%s” is none', (text) =>
    expect(hasSecretStamp(text)).toBe(false))
})
