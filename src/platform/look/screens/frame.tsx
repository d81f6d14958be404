import type { ReactNode } from 'react'
import { railFor } from '../shell/rail.ts'
import { Shell } from '../shell/shell.tsx'

const people = {
  na: { name: 'Lê Thu Na', post: 'Văn thư', tone: 'blue' },
  anh: { name: 'Nguyễn Thị Ánh', post: 'Chuyên viên, P. Ngân sách', tone: 'jade' },
  bach: { name: 'Huỳnh Gia Bách', post: 'Theo dõi chỉ tiêu', tone: 'plum' },
  an: { name: 'Lê Văn An', post: 'Giám đốc', tone: 'red' },
} as const

/** The shell of the example screens; people and province are invented. */
export function Frame(props: {
  person: keyof typeof people
  at: string
  fill?: boolean
  greeting?: string
  children: ReactNode
}) {
  const agency = props.person === 'bach' ? 'Sở Khoa học và Công nghệ' : 'Sở Tài chính'
  return (
    <Shell
      agency={{ name: agency, parent: 'UBND tỉnh Thanh Giang' }}
      person={{
        ...people[props.person],
        posts: [
          { id: '1', label: people[props.person].post, current: true },
          { id: '2', label: 'Cán bộ một cửa' },
        ],
      }}
      rail={railFor(props.at, { work: 26, calendar: 2, directives: 5 })}
      scheme="light"
      create={[
        { label: 'Dự thảo văn bản', href: '#du-thao' },
        { label: 'Văn bản đến bằng giấy', href: '#den-giay', icon: 'upload' },
      ]}
      news={{ count: 3, href: '#thong-bao' }}
      greeting={props.greeting}
      fill={props.fill}
      foot={
        <>
          Đồng bộ lúc 08:12
          <br />
          Trục liên thông: bình thường
        </>
      }
    >
      {props.children}
    </Shell>
  )
}
