import { toSVG } from 'bwip-js/node'
import { type ActionFunctionArgs, data, useActionData } from 'react-router'
import { formatInstant } from '#kernel/vietnamese.ts'
import { attempt, statusOf } from '#platform/http/attempt.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { readForm } from '#platform/http/form.ts'
import { Button, Card, Facts, Note, PageBody, PageHeader, Row, Stack } from '#platform/look/index.ts'
import { wordsOf } from '../perform.ts'
import { issueLink } from './issue-link.ts'
import { SheetForm } from './link.forms.ts'
import { type IssuedLink, linkPath } from './link.ts'

const shown = ({ person, name, login, agency, token, endsAt }: IssuedLink, origin: string) => {
  const address = `${origin}${linkPath(token)}`
  const qr = toSVG({ bcid: 'qrcode', text: address, scale: 2 })
  return {
    person,
    name,
    login,
    agency,
    address,
    until: formatInstant(endsAt),
    picture: `data:image/svg+xml,${encodeURIComponent(qr)}`,
  }
}

/** Issues one link each and shows them this once: only their hashes are kept, so the sheet cannot be called up again. */
export async function action({ context, request }: ActionFunctionArgs) {
  const { values } = await readForm(request, SheetForm)
  if (!values) return data({ links: [], refused: 'Chưa chọn người nào.' }, { status: 400 })
  const { done, refused } = await attempt(context.get(deskContext), async (work) => {
    const links: IssuedLink[] = []
    for (const person of values.person) links.push(await issueLink(work, person))
    return links
  })
  if (refused) return data({ links: [], refused: wordsOf(refused.code, refused.about) }, { status: statusOf(refused.code) })
  const { origin } = new URL(request.url)
  return data({ links: done.map((link) => shown(link, origin)), refused: null })
}

export const meta = () => [{ title: 'Phiếu liên kết một lần · Liên Thông' }]

function Remark({ refused }: { refused: string | null }) {
  if (refused) {
    return (
      <Note tone="bad" live>
        {refused}
      </Note>
    )
  }
  return (
    <Note tone="warn">
      Hãy in hoặc chép lại ngay: trang này chỉ hiện một lần. Mỗi liên kết dùng một lần, trong 24 giờ. Giao tận tay, không gửi qua
      nhóm chung.
    </Note>
  )
}

/** The browser prints it by itself as well; the button only says so. */
function Print() {
  return (
    <Button type="button" icon="print" onClick={() => window.print()}>
      In phiếu
    </Button>
  )
}

export default function SheetPage() {
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title="Phiếu liên kết đặt mật khẩu"
        back={{ href: '/quan-tri', label: 'Về Quản trị' }}
        actions={answer?.links.length ? <Print /> : undefined}
      />
      <PageBody narrow>
        <Stack>
          <Remark
            refused={
              answer
                ? answer.refused
                : 'Phiếu chỉ hiện một lần, ngay sau khi cấp. Hãy chọn người ở trang của cơ quan rồi cấp lại.'
            }
          />
          {answer?.links.map((link) => (
            <Card key={link.person} title={link.name}>
              <Row wide top wrap>
                <img
                  src={link.picture}
                  alt={`Mã QR của liên kết cho ${link.name}`}
                  width={132}
                  height={132}
                  style={{ background: '#fff', flex: 'none' }}
                />
                <div className="lt-rest">
                  <Facts
                    rows={[
                      ['Cơ quan', link.agency],
                      ['Tên đăng nhập', link.login],
                      [
                        'Liên kết',
                        <span key="link" data-link style={{ overflowWrap: 'anywhere' }}>
                          {link.address}
                        </span>,
                      ],
                      ['Dùng trước', link.until],
                    ]}
                  />
                </div>
              </Row>
            </Card>
          ))}
        </Stack>
      </PageBody>
    </>
  )
}
