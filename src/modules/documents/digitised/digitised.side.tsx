import { formatInstant } from '#kernel/vietnamese.ts'
import { Actions, Anchor, Button, Heading, More, Note, PlainList, PostForm, SecretInput, Stack } from '#platform/look/index.ts'
import type { DeedProps } from '../incoming/deed.ts'
import { type Digitised, digitisedName, findingsOf } from './digitised.ts'
import { failureWords, findingWords, qualityLine } from './digitised.vi.ts'

type OneProps = Pick<DeedProps, 'typed'> & { copy: Digitised; scan: string; clerk: boolean; hasProgram: boolean }

/** The clerk compares copy and paper, then signs for the agency. */
function Confirm({ copy, typed }: Pick<OneProps, 'copy' | 'typed'>) {
  const own = typed.values.file === copy.file
  return (
    <PostForm>
      <input type="hidden" name="file" value={copy.file} />
      <Stack>
        <SecretInput
          name="pin"
          id={`ma-pin-${copy.file}`}
          label="Mã PIN"
          fit="medium"
          autoComplete="off"
          help="Đã so với bản giấy. Góc trên bên phải trang 1 ghi: sao y, tên cơ quan, thời gian ký."
          error={own ? (typed.errors.pin ?? typed.errors.key) : undefined}
        />
        <Actions>
          <Button kind="primary" name="intent" value="confirmDigitised">
            Xác nhận và ký số
          </Button>
        </Actions>
      </Stack>
    </PostForm>
  )
}

function Failed({ copy, clerk }: Pick<OneProps, 'copy' | 'clerk'>) {
  return (
    <>
      <Note tone="warn">{failureWords[copy.failure ?? 'fault']}</Note>
      {clerk && (
        <PostForm>
          <input type="hidden" name="file" value={copy.file} />
          <Actions>
            <Button size="small" name="intent" value="digitiseAgain" icon="undo">
              Số hóa lại
            </Button>
          </Actions>
        </PostForm>
      )}
    </>
  )
}

function Waiting({ hasProgram }: Pick<OneProps, 'hasProgram'>) {
  if (hasProgram) return <p className="lt-2">Đang chờ máy nhận dạng chữ; bản quét xem được ngay.</p>
  return (
    <Note tone="info">
      Máy chủ chưa có chương trình nhận dạng chữ nên chưa số hóa: hãy nhờ quản trị cài gói tesseract-ocr và tesseract-ocr-vie. Bản
      quét được giữ nguyên và sẽ tự số hóa sau khi cài.
    </Note>
  )
}

function Made({ copy, scan, clerk, typed }: OneProps) {
  const { quality, confirmedAt } = copy
  if (!quality) return null
  const findings = findingsOf(quality)
  return (
    <>
      <Anchor href={`?tep=${copy.file}.so-hoa`}>{digitisedName(scan)}</Anchor>
      <p className="lt-2">{qualityLine(quality)}</p>
      {findings.length > 0 && (
        <Note tone="warn">
          <PlainList>
            {findings.map((one) => (
              <li key={one}>{findingWords(one, quality)}</li>
            ))}
          </PlainList>
        </Note>
      )}
      {confirmedAt && <p>Cơ quan đã ký xác nhận lúc {formatInstant(confirmedAt)}.</p>}
      {!confirmedAt && !clerk && <p className="lt-2">Chưa có chữ ký số của cơ quan: chỉ để tra cứu.</p>}
      {!confirmedAt && clerk && (
        <More label="Xác nhận bản số hóa…" open={typed.values.file === copy.file}>
          <Confirm copy={copy} typed={typed} />
        </More>
      )}
    </>
  )
}

function One(props: OneProps) {
  const { copy, scan } = props
  return (
    <li className="lt-stack">
      {copy.state !== 'READ' && copy.state !== 'CONFIRMED' && <b>{scan}</b>}
      {copy.state === 'WAITING' && <Waiting {...props} />}
      {copy.state === 'FAILED' && <Failed {...props} />}
      {copy.state === 'STOPPED' && (
        <Note tone="bad">
          Máy đọc thấy dấu độ mật ở trang 1 nên không số hóa và không giữ chữ nào. Hãy xem bản quét: nếu đúng là văn bản mật thì
          trả lại hoặc hủy số đến và làm theo quy định về bí mật nhà nước.
        </Note>
      )}
      <Made {...props} />
    </li>
  )
}

/** The digital copies of what came on paper: how good they are, and what the clerk still has to confirm. */
export function DigitisedPane({ shown, typed }: DeedProps) {
  const { digitised, files, doc } = shown
  if (digitised.length === 0 || doc.state === 'RECALLED') return null
  const clerk = shown.digitises
  return (
    <div className="lt-pane">
      <Heading>Bản số hóa</Heading>
      <PlainList>
        {digitised.map((copy) => (
          <One
            key={copy.file}
            copy={copy}
            scan={files.find(({ id }) => id === copy.file)?.name ?? ''}
            clerk={clerk}
            hasProgram={shown.hasRecogniser}
            typed={typed}
          />
        ))}
      </PlainList>
    </div>
  )
}
