import type { Example } from '../catalogue/example.ts'
import { Icon } from '../icon/icon.tsx'
import { Row, Stack } from '../layout/layout.tsx'
import { Menu, MenuLink } from '../menu/menu.tsx'
import { Button, ButtonGroup, ButtonLink, IconButton, IconLink, Kbd } from './button.tsx'

export const buttonExamples: Example[] = [
  {
    name: 'Nút: một nút chính trên mỗi màn hình',
    view: (
      <Stack>
        <Row wrap>
          <Button kind="primary" keys="Enter">
            Phát hành 2 văn bản
          </Button>
          <Button icon="print">In sổ</Button>
          <Button kind="danger">Trả lại…</Button>
          <Button kind="ghost" icon="eye">
            Xem PDF
          </Button>
          <Button kind="link">Lưu bộ lọc</Button>
          <Button aria-disabled="true">Đang chờ</Button>
        </Row>
        <Row wrap>
          <Button size="small">Thử lại</Button>
          <ButtonLink href="#" size="small" kind="ghost" icon="filter">
            Lọc
          </ButtonLink>
          <ButtonGroup label="Chuyển">
            <Button icon="forward">Chuyển</Button>
            <Menu faceClass="lt-btn" label="Cách chuyển khác" face={<Icon name="down" size="tiny" />}>
              <MenuLink href="#">Chuyển để biết</MenuLink>
              <MenuLink href="#">Chuyển và theo dõi</MenuLink>
            </Menu>
          </ButtonGroup>
          <IconButton icon="dots" label="Thao tác với số 415" />
          <IconLink icon="bell" label="Thông báo, 3 mới" href="#" count={3} />
          <IconButton icon="bold" label="Đậm" pressed small />
          <Kbd>Ctrl K</Kbd>
        </Row>
        <Button size="large" kind="primary" icon="check" full>
          Đồng ý đề xuất
        </Button>
      </Stack>
    ),
  },
]
