import type { Example } from '../catalogue/example.ts'
import { Row, Stack } from '../layout/layout.tsx'
import { ClassPlate, Due, KindTag, RoleTag, StateTag, Tag, UrgencyTag } from './state.tsx'
import { type Life, labelOfState, type StateOf, stateLabels, toneOfState } from './states.vi.ts'

const lives: Record<Life, string> = {
  document: 'Văn bản đi',
  arrival: 'Văn bản đến',
  delivery: 'Lượt gửi',
  assignment: 'Phân công',
}

function States<Of extends Life>(props: { life: Of }) {
  const states = Object.keys(stateLabels[props.life]) as StateOf<Of>[]
  return (
    <div>
      <p className="lt-small lt-3">{lives[props.life]}</p>
      <Row wrap wide>
        {states.map((state) => (
          <StateTag key={state} life={props.life} of={state} />
        ))}
      </Row>
    </div>
  )
}

export const stateExamples: Example[] = [
  {
    name: 'Trạng thái: hình, chữ và màu',
    view: (
      <Stack>
        <States life="document" />
        <States life="arrival" />
        <States life="delivery" />
        <States life="assignment" />
      </Stack>
    ),
  },
  {
    name: 'Độ khẩn, loại, vai trò, hình thức gửi, hạn',
    view: (
      <Stack>
        <Row wrap>
          <UrgencyTag of="URGENT" />
          <UrgencyTag of="VERY_URGENT" />
          <UrgencyTag of="EXPRESS" />
          <KindTag kind="Công văn" />
          <KindTag kind="Giấy mời" invitation />
        </Row>
        <Row wrap>
          <RoleTag of="LEAD" />
          <RoleTag of="COOPERATE" />
          <RoleTag of="FOR_INFORMATION" />
          <Tag tone="ok" icon="check">
            14 đạt
          </Tag>
          <Tag tone="warn" icon="warning">
            1 cần sửa
          </Tag>
        </Row>
        <Row wrap wide>
          <ClassPlate of="E" words />
          <ClassPlate of="H" words />
          <ClassPlate of="P" words />
          <ClassPlate of="E" />
        </Row>
        <Row wrap wide>
          <Due on="04/12" />
          <Due on="30/11" left={{ days: 6 }} tone="soon" />
          <Due left={{ days: -2 }} />
          <Due left={{ minutes: 100 }} />
          <Due left={{ days: 0 }} on="20/11/2026" capital />
        </Row>
        <span className="lt-small lt-3">{`${labelOfState('document', 'NUMBERED')}: ${toneOfState('NUMBERED')}`}</span>
      </Stack>
    ),
  },
]
