import {
  Anchor,
  Button,
  ButtonLink,
  Heading,
  Icon,
  IconButton,
  Note,
  Row,
  Select,
  Spacer,
  Tag,
  TextInput,
} from '#platform/look/index.ts'
import { FileSlips } from '../../attachments/slips.tsx'
import type { Verdict } from '../../drafting/layout-checks.ts'
import type { TextFinding } from '../../drafting/layout-text.ts'
import type { OutgoingFile } from '../file.sql.ts'
import type { RelatedForm } from '../outgoing.forms.ts'
import type { Sentences } from './compose.check.ts'

const addressOf = (one: RelatedForm) => (one.kind === 'INCOMING' ? `/van-ban/den/${one.id}` : `/van-ban/di/${one.id}`)

/** Related documents, and which of them this one answers. */
export function Related(props: { related: readonly RelatedForm[]; answers: string; errors: Sentences }) {
  const { related, answers, errors } = props
  const answerable = related.filter((one) => one.kind === 'INCOMING').map((one) => ({ value: one.id, label: one.title }))
  return (
    <section className="lt-pane">
      <Heading>Văn bản liên quan</Heading>
      <input type="hidden" name="related" value={related.length} />
      <ul className="lt-slips">
        {related.map((one, at) => (
          <li key={one.id}>
            <Icon name="document" size="small" />
            <span>
              <input type="hidden" name={`d${at}.kind`} value={one.kind} />
              <input type="hidden" name={`d${at}.id`} value={one.id} />
              <input type="hidden" name={`d${at}.title`} value={one.title} />
              <Anchor href={addressOf(one)}>{one.title}</Anchor>
              <span className="lt-slips__about">{one.kind === 'INCOMING' ? 'Văn bản đến' : 'Văn bản đi'}</span>
            </span>
            <IconButton small icon="close" label={`Bỏ ${one.title}`} name="intent" value={`unrelate:${at}`} formNoValidate />
          </li>
        ))}
      </ul>
      {answerable.length > 0 && (
        <Select
          name="responseFor"
          label="Trả lời văn bản"
          optional
          blank="Không trả lời văn bản nào"
          defaultValue={answers}
          choices={answerable}
        />
      )}
      <div className="lt-rcpts__pick">
        <TextInput name="cited" label="Số, ký hiệu" optional placeholder="168/UBND-TH" error={errors.cited ?? errors.related} />
        <Button size="small" icon="plus" name="intent" value="relate" formNoValidate>
          Thêm văn bản
        </Button>
      </div>
    </section>
  )
}

/** What goes with the document. Files are put in on a page of their own, once the draft is saved. */
export function Attachments(props: { id: string; files: readonly OutgoingFile[] }) {
  const { id, files } = props
  return (
    <section className="lt-pane">
      <Row>
        <Heading>Tệp kèm theo</Heading>
        <Spacer />
        {id && (
          <ButtonLink kind="ghost" size="small" icon="upload" href={`/van-ban/di/${id}/tep`}>
            Thêm, sắp xếp tệp
          </ButtonLink>
        )}
      </Row>
      {!id && <p className="lt-small lt-2">Lưu nháp rồi đính kèm tệp, hoặc dùng tệp PDF đã soạn thay cho nội dung gõ.</p>}
      {id && files.length === 0 && (
        <p className="lt-small lt-2">Chưa có tệp nào. Có thể dùng tệp PDF đã soạn thay cho nội dung gõ.</p>
      )}
      <FileSlips id={id} files={files} />
    </section>
  )
}

type ChecksProps = { verdict: Verdict; fix: ((what: string) => boolean) | null }

const shown = 4

/** The words that seem wrong, and what they would become. */
function Found({ of }: { of: readonly TextFinding[] }) {
  const rest = of.length - shown
  return (
    <ul className="lt-faults__found">
      {of.slice(0, shown).map(({ line, found, better }) => (
        <li key={`${line} ${found}`}>
          {better === '' ? (
            <del>{found}</del>
          ) : (
            <>
              <del>{found}</del> → <ins>{better}</ins>
            </>
          )}{' '}
          <span className="lt-2">dòng {line}</span>
        </li>
      ))}
      {rest > 0 && <li className="lt-2">và {rest} chỗ nữa</li>}
    </ul>
  )
}

/** Kiểm tra thể thức: how much is right, and what a press puts right. */
export function LayoutChecks({ verdict, fix }: ChecksProps) {
  const { passed, faults } = verdict
  const wrong = faults.filter((fault) => fault.level === 'fault').length
  return (
    <section className="lt-pane" aria-live="polite">
      <Row>
        <Heading>Thể thức</Heading>
        <Tag tone="ok" icon="check">
          {passed} đạt
        </Tag>
        {wrong > 0 && (
          <Tag tone="warn" icon="warning">
            {wrong} cần sửa
          </Tag>
        )}
        {faults.length > wrong && <Tag tone="info">{faults.length - wrong} gợi ý</Tag>}
      </Row>
      <div className="lt-faults">
        {faults.map((fault) => (
          <Note
            key={fault.key}
            tone={fault.level === 'hint' ? 'info' : 'warn'}
            action={
              fault.fix && (
                <Button
                  size="small"
                  name="intent"
                  value={`fix:${fault.fix}`}
                  formNoValidate
                  onClick={(event) => {
                    if (fault.fix && fix?.(fault.fix)) event.preventDefault()
                  }}
                >
                  Sửa giúp
                </Button>
              )
            }
          >
            <p>
              {fault.words} <span className="lt-2">({fault.clause})</span>
            </p>
            {fault.found.length > 0 && <Found of={fault.found} />}
          </Note>
        ))}
      </div>
    </section>
  )
}
