import { Anchor, Checks, More, Note, PdfFrame, PlainList, Segments, SignatureLine, Spacer } from '#platform/look/index.ts'
import { digitisedName } from '../digitised/digitised.ts'
import type { IncomingShown } from './incoming.load.ts'

/** What was checked before an arrival is registered: signatures, place and duplicates, files. */
export function ArrivalChecksPanel({ shown }: { shown: Pick<IncomingShown, 'checks' | 'verdict' | 'doc'> }) {
  const { checks, verdict, doc } = shown
  if (!checks) return null
  const [twin] = checks.twins
  const rows = [
    ...(verdict?.tone === 'ok' ? ['Chữ ký và con dấu đều hợp lệ'] : []),
    ...(twin ? [] : [doc.delivery ? 'Đúng nơi nhận, không trùng' : 'Không trùng']),
    checks.files === 0 ? 'Không kèm tệp' : `Đủ ${checks.files} tệp${doc.delivery ? ' như người gửi khai' : ''}`,
  ]
  return (
    <>
      <Checks rows={rows} first={verdict?.tone === 'ok' ? 'shield' : 'check'} />
      {verdict && verdict.tone !== 'ok' && (
        <Note tone={verdict.tone}>
          <b>{verdict.head}</b> {verdict.about}
        </Note>
      )}
      {twin && (
        <Note tone="warn">
          Có thể trùng với <Anchor href={`/van-ban/den/${twin.id}`}>{twin.symbol || twin.subject}</Anchor>
          {twin.arrivalNumber !== null && `, số đến ${twin.arrivalNumber}`}
          {twin.why === 'FILE' && ' (cùng tệp)'}.
        </Note>
      )}
    </>
  )
}

/** The files as they came, each with its digital copy beside it. */
function shownFiles({ doc, files, digitised }: IncomingShown) {
  return files.flatMap(({ id, name, mediaType, kindName, signature }) => {
    const href = `/tep/den/${doc.id}/${id}`
    const own = { id, name, mediaType, href, signature, label: kindName ? `${kindName}: ${name}` : name }
    if (!digitised.some((copy) => copy.file === id && copy.sha256)) return [own]
    const copy = {
      id: `${id}.so-hoa`,
      name: digitisedName(name),
      mediaType: 'application/pdf',
      href: `${href}/so-hoa`,
      signature: null,
    }
    return [own, { ...copy, label: 'Bản số hóa' }]
  })
}

/** The file of a document: its signature judged, its other files beside it. */
export function IncomingViewer({ shown, at }: { shown: IncomingShown; at: string | null }) {
  const { doc, verdict } = shown
  const files = shownFiles(shown)
  const main = files.find((file) => file.id === at) ?? files[0]
  if (doc.state === 'RECALLED') return <Note>Văn bản đã được thu hồi: nội dung đã khóa.</Note>
  if (!main) return <Note>Văn bản này không kèm tệp.</Note>
  return (
    <>
      {files.length > 1 && (
        <div className="lt-docview__tools">
          <Segments
            label="Tệp"
            choices={files.map((file) => ({
              href: `?tep=${file.id}`,
              label: file.label,
              icon: 'document',
              current: file === main,
            }))}
          />
          <Spacer />
        </div>
      )}
      {verdict && main === files[0] && (
        <SignatureLine tone={verdict.tone} verdict={verdict.head}>
          {verdict.about}
        </SignatureLine>
      )}
      {verdict && main === files[0] && (
        <More label="Chi tiết chữ ký">
          <PlainList>
            <li>{verdict.paper}</li>
            {verdict.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {main.signature && (
              <li>
                Chữ ký rời: <a href={`${main.href}?chu-ky`}>{main.signature.name}</a>
              </li>
            )}
          </PlainList>
        </More>
      )}
      {main.mediaType === 'application/pdf' ? (
        <PdfFrame href={main.href} name={main.name} />
      ) : (
        <a href={main.href}>
          {['image/png', 'image/jpeg'].includes(main.mediaType) ? <img src={main.href} alt={main.name} /> : main.name}
        </a>
      )}
    </>
  )
}
