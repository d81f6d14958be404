import type { RecipientForm } from '#documents'
import type { Body } from './organisation.ts'
import type { Plan } from './plan.ts'
import type { Stage } from './stage.ts'

type Mode = RecipientForm['mode']

const electronic = { paperCopies: 0, paperBasis: null, paperBasisCode: null }
const bases = {
  unconnected: { code: 'RECIPIENT_UNCONNECTED', text: 'Nơi nhận chưa đáp ứng hạ tầng kỹ thuật để nhận văn bản điện tử' },
  listed: {
    code: 'LISTED_KIND',
    text: 'Loại văn bản thuộc Danh mục gửi kèm bản giấy của tỉnh: hồ sơ có bản vẽ, bảng biểu khổ lớn',
  },
  roadmap: { code: 'HYBRID_LIST', text: 'Loại văn bản gửi điện tử kèm bản giấy theo lộ trình của tỉnh' },
  asked: { code: 'CITIZEN_ASKED', text: 'Tổ chức, doanh nghiệp, công dân yêu cầu bản giấy' },
  hand: { code: 'SIGNED_BY_HAND', text: 'Văn bản ký tay, bản gốc là bản giấy' },
}
const onPaper = (basis: keyof typeof bases, copies = 1) => ({
  paperCopies: copies,
  paperBasis: bases[basis].text,
  paperBasisCode: bases[basis].code,
})

/** How a document goes: better from month to month, better in departments than in communes (from 0 a year ago to 1 now). */
export function modeOf({ chance }: Stage, { body, inside, mode }: Plan, progress: number): Mode {
  if (mode) return mode
  const start = inside ? 84 : body.described.level === 'COMMUNE' ? 52 : 66
  const end = inside ? 98 : body.described.level === 'COMMUNE' ? 88 : 94
  const luck = chance.number() * 100
  const whole = start + (end - start) * progress
  if (luck < whole) return 'ELECTRONIC'
  return luck < whole + (100 - whole) * 0.75 ? 'HYBRID' : 'PAPER'
}

function toAgency(stage: Stage, to: Body, plan: Plan, mode: Mode): RecipientForm {
  const { described } = to
  const base = {
    recipientKind: 'AGENCY' as const,
    recipient: to.id,
    recipientName: described.name,
    purpose: plan.pattern.purpose,
  }
  if (described.unreachable) return { ...base, mode: 'PAPER', ...onPaper('unconnected'), channel: 'EOFFICE' }
  const channel = stage.chance.percent(94) ? 'EOFFICE' : 'EMAIL'
  if (mode === 'ELECTRONIC') return { ...base, mode, ...electronic, channel }
  const basis = mode === 'PAPER' ? 'hand' : plan.pattern.purpose === 'FOR_HANDLING' ? 'roadmap' : 'listed'
  return { ...base, mode, ...onPaper(basis, stage.chance.whole(1, 3)), channel }
}

const inForce = (stage: Stage) => [...stage.seated.bodies.values()].filter(({ described }) => described.until === null)
const connected = (one: Body) => one.clerk !== null && !one.described.unreachable
/** Nobody would ever look after what arrives at a body that is connected and has no clerk. */
const served = (one: Body) => one.clerk !== null || one.described.unreachable
const isCommune = ({ described }: Body) => described.level === 'COMMUNE'
const isDepartment = ({ described }: Body) =>
  described.parent === 'H99' && described.kind === 'STATE' && !isCommune({ described } as Body)

function circle(stage: Stage, { body, pattern }: Plan, mode: Mode): Body[] {
  const others = inForce(stage).filter((one) => one !== body)
  // Bodies that no channel reaches get what is on paper anyway; a document that is wholly electronic leaves them to the post.
  const possible = others
    .filter(mode === 'ELECTRONIC' ? connected : served)
    .filter(({ described }) => described.level !== 'CENTRAL')
  const departments = possible.filter(isDepartment)
  const communes = possible.filter(isCommune)
  const friends = possible.filter(({ described }) => described.kind !== 'STATE' && !described.sealed_by)
  const near = stage.chance.some([...departments, ...communes.slice(0, 3)], stage.chance.whole(1, 3))
  const above = possible.filter(({ described }) => described.code === (body.described.parent ?? 'H99'))
  const circles = {
    everybody: [...departments, ...communes, ...friends],
    departments: [...departments, ...above, ...friends],
    communes: [...communes, ...above],
    above: above.length > 0 ? above : near,
    one: near,
    inside: [],
  }
  return [...new Set(circles[pattern.to])]
}

/** Who gets a document that leaves the agency. */
export function recipientsOf(stage: Stage, plan: Plan, progress: number): RecipientForm[] {
  const mode = modeOf(stage, plan, progress)
  const named = plan.to?.map(stage.body)
  const list = (named ?? circle(stage, plan, mode)).map((to) => toAgency(stage, to, plan, mode))
  const outside = !named && stage.chance.percent(16)
  // A company is reached by the post; a document that is wholly electronic leaves it out.
  if (!outside || mode === 'ELECTRONIC') return list
  const asked = { mode: 'PAPER' as const, ...onPaper('asked') }
  const recipientName = stage.chance.of(['Công ty Cổ phần Xây dựng Sông Trăng', 'Hợp tác xã Nông nghiệp Mây Xanh'])
  return [
    ...list,
    { recipientKind: 'OUTSIDE', recipient: null, recipientName, purpose: plan.pattern.purpose, ...asked, channel: 'EOFFICE' },
  ]
}

/** The divisions and people of the own agency. */
export function recipientsInside(stage: Stage, plan: Plan, progress: number): RecipientForm[] {
  const mode = modeOf(stage, plan, progress) === 'ELECTRONIC' ? ('ELECTRONIC' as const) : ('HYBRID' as const)
  const how = mode === 'ELECTRONIC' ? { mode, ...electronic } : { mode, ...onPaper('listed') }
  const rest = { purpose: plan.pattern.purpose, ...how, channel: 'EOFFICE' as const }
  const names = Object.entries(plan.body.described.divisions)
  const divisions = names.flatMap(([symbol, recipientName]): RecipientForm[] => {
    const recipient = plan.body.divisions.get(symbol)
    return recipient ? [{ recipientKind: 'DIVISION', recipient, recipientName, ...rest }] : []
  })
  const people = plan.body.leaders.map((key): RecipientForm => {
    const { post, name } = stage.actor(key)
    return { recipientKind: 'PERSON', recipient: post, recipientName: name, ...rest }
  })
  return [...divisions, ...people]
}
