import type { ReactNode } from 'react'
import { capital, formatDate, formatInstant } from '#kernel/vietnamese.ts'
import { Anchor, Button, Card, Facts, Note, Row, Stack, Tag, TextInput, useSay, Verdict } from '#platform/look/index.ts'
import type { Checked } from './check.ts'
import { signatureWords, signerWords, standingWords, verdictAbout, verdictHead } from './check.words.ts'
import { CompareFile } from './compare.tsx'

/** Where a document stands in the log of issued documents; null: not yet. */
export type Entered = { index: number; size: number; signedAt: Date; key: string } | null

/** The code is typed here. It goes in the address, so that the form works without script. */
export function AskCode(props: { typed: string; error: string | undefined }) {
  const say = useSay()
  return (
    <form method="get" action="/kiem-tra">
      <TextInput
        name="ma"
        label={say('Mã kiểm tra', 'Check code')}
        defaultValue={props.typed}
        error={props.error}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Button kind="primary" size="large">
        {say('Kiểm tra', 'Check')}
      </Button>
    </form>
  )
}

/** Words of the document itself, which nobody translates. */
const original = (words: string) => <span lang="vi">{words}</span>

function signerParts(of: Checked, say: (vi: string, en: string) => string) {
  const { who, capacity } = signerWords(of, say)
  return (
    <>
      {original(who)}
      {capacity && ` (${capacity})`}
    </>
  )
}

function factsOf(of: Checked, say: (vi: string, en: string) => string): [string, ReactNode][] {
  const signature = signatureWords(of, say)
  return [
    [say('Loại văn bản', 'Kind'), original(of.kind)],
    [say('Số, ký hiệu', 'Number and symbol'), <b key="symbol">{of.symbol ?? say('Không số', 'Without number')}</b>],
    [say('Ngày ban hành', 'Date'), formatDate(of.date ?? of.issuedAt)],
    [say('Cơ quan', 'Agency'), original(of.agency)],
    [
      say('Trích yếu', 'Subject'),
      of.subject === null
        ? say('Không công khai: văn bản nội bộ', 'Not public: a paper of the agency’s own')
        : original(capital(of.subject)),
    ],
    [say('Người ký', 'Signed by'), signerParts(of, say)],
    [
      say('Chữ ký số', 'Digital signatures'),
      <Row key="signature" wrap>
        <Tag tone={signature.tone} {...(signature.tone === 'ok' ? { icon: 'check' as const } : {})}>
          {signature.words}
        </Tag>
        {of.verdict && (
          <span className="lt-3 lt-small">
            {say('kiểm tra lúc', 'judged')} {formatInstant(of.verdict.at)}
          </span>
        )}
      </Row>,
    ],
    [say('Phát hành lúc', 'Issued'), formatInstant(of.issuedAt)],
    [say('Thay thế, thu hồi', 'Replaced, recalled'), standingWords(of, say)],
  ]
}

function LogLine({ entered, code }: { entered: Entered; code: string }) {
  const say = useSay()
  if (!entered)
    return (
      <p>
        {say(
          'Văn bản vừa phát hành, chưa vào nhật ký công khai: hãy xem lại sau ít phút.',
          'Just issued, and not in the public log yet: look again in some minutes.',
        )}
      </p>
    )
  const { index, size, signedAt, key } = entered
  return (
    <>
      <p>
        {say(
          `Dòng ${index + 1} trong ${size} dòng của nhật ký công khai văn bản đã phát hành, đầu nhật ký ký lúc ${formatInstant(signedAt)} bằng khóa ${key}.`,
          `Line ${index + 1} of ${size} in the public log of issued documents, whose head was signed ${formatInstant(signedAt)} with key ${key}.`,
        )}
      </p>
      <p>
        <Anchor href={`/api/v1/public/log/proofs/${code}`} className="lt-hit">
          {say('Tải bằng chứng (JSON)', 'Download the proof (JSON)')}
        </Anchor>
      </p>
    </>
  )
}

/** The answer for a code that an issued document has. */
export function CheckAnswer({ of, entered }: { of: Checked; entered: Entered }) {
  const say = useSay()
  const { tone, title } = verdictHead(of, say)
  return (
    <Verdict tone={tone} title={title} about={verdictAbout(of, say)}>
      <Facts size="roomy" rows={factsOf(of, say)} />
      <div className="lt-verdict__foot">
        <LogLine entered={entered} code={of.code} />
      </div>
    </Verdict>
  )
}

/** Hashes of the files, and how they are compared by hand. */
export function Hashes({ of }: { of: Checked }) {
  const say = useSay()
  let annex = 0
  const nameOf = (main: boolean) => {
    if (main) return say('Văn bản', 'Document')
    annex += 1
    return `${say('Phụ lục', 'Annex')} ${annex}`
  }
  return (
    <Card>
      <Stack>
        <CompareFile files={of.files} />
        <h2>{say('Mã băm SHA-256 của tệp', 'SHA-256 of the files')}</h2>
        <dl className="lt-hashes">
          {of.files.map((file) => (
            <div key={file.sha256}>
              <dt>{nameOf(file.main)}</dt>
              <dd>
                <code>{file.sha256}</code>
              </dd>
            </div>
          ))}
        </dl>
        <p>
          {say('So bằng tay, hai dãy phải giống hệt nhau:', 'By hand, both rows of signs must be the same:')}
          <span className="lt-hashes__how">
            Windows: <code>certutil -hashfile {say('tệp', 'file')}.pdf SHA256</code>
          </span>
          <span className="lt-hashes__how">
            Linux: <code>sha256sum {say('tệp', 'file')}.pdf</code>
          </span>
        </p>
      </Stack>
    </Card>
  )
}

/** For whoever has not typed anything yet, or whose code leads nowhere. */
export function WhereTheCodeIs() {
  const say = useSay()
  return (
    <Card>
      <h2>{say('Mã nằm ở đâu?', 'Where is the code?')}</h2>
      <p>
        {say(
          'Ở chân trang cuối của văn bản, bên cạnh mã QR; văn bản ký trên giấy hoặc từ tệp gửi lên thì ở phiếu gửi kèm. Gồm 15 ký tự, ba nhóm năm. Không phân biệt chữ hoa, chữ thường, gạch nối.',
          'At the foot of the last page, beside the QR code; for documents signed on paper or sent in as a file on the delivery sheet. 15 signs in three groups of five. Capitals and hyphens do not matter.',
        )}
      </p>
    </Card>
  )
}

export function NotFound() {
  const say = useSay()
  return (
    <Verdict
      tone="bad"
      title={say('Không có văn bản nào mang mã này', 'No document has this code')}
      about={say(
        'Mã gõ đúng cách, nhưng không có văn bản đã phát hành nào mang mã này.',
        'The code is well formed, but no issued document has it.',
      )}
    >
      <div className="lt-verdict__foot">
        <Note tone="warn">
          {say(
            'Nếu văn bản bạn cầm in mã này, đừng tin văn bản đó: hãy hỏi cơ quan ghi trên văn bản.',
            'If the document in your hand bears this code, do not rely on it: ask the agency named on it.',
          )}
        </Note>
      </div>
    </Verdict>
  )
}
