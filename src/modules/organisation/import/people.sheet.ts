import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import { agencyByOrganId, divisionsOf } from '../agencies/agency.sql.ts'
import { personByLogin } from '../people/account-state.sql.ts'
import { Login, PersonForm, PostForm } from '../people/person.forms.ts'
import { type PersonCard, personCard } from '../people/person-card.sql.ts'
import { roleWords } from '../people/roles.vi.ts'
import { addPerson, addPost, editPerson } from '../people/tend-person.ts'
import { amendPost } from '../posts/tend-post.ts'
import { lineActs } from './bring.ts'
import { type Bringing, type Column, type Did, sheet } from './sheet.ts'
import { rolesOf, yesOf } from './words.ts'

const columns: Column[] = [
  {
    head: 'Tên đăng nhập',
    field: 'login',
    required: true,
    means: 'Chữ không dấu; nhận ra người đã có. Người giữ nhiều vị trí thì mỗi vị trí một dòng, cùng tên đăng nhập',
    examples: ['binh.levan', 'hoa.tranthi'],
  },
  { head: 'Họ và tên', field: 'fullName', required: true, means: 'Có dấu', examples: ['Lê Văn Bình', 'Trần Thị Hoa'] },
  { head: 'Mã cơ quan', field: 'agency', required: true, means: 'Mã định danh của cơ quan', examples: ['H99.11', 'H99.11'] },
  {
    head: 'Phòng, ban',
    field: 'division',
    means: 'Tên phòng, ban như ở trang Phòng ban; bỏ trống nếu không thuộc phòng, ban nào',
    examples: ['Phòng Ngân sách', 'Văn phòng'],
  },
  { head: 'Chức vụ', field: 'position', required: true, means: 'In phía trên chữ ký', examples: ['Chuyên viên', 'Văn thư'] },
  {
    head: 'Vai trò',
    field: 'roles',
    required: true,
    means: `Một hoặc nhiều, cách nhau bằng dấu phẩy: ${Object.values(roleWords).join('; ')}`,
    examples: ['Chuyên viên', 'Văn thư, Quản trị đơn vị'],
    read: rolesOf,
  },
  {
    head: 'Đứng đầu cơ quan',
    field: 'head',
    means: 'Có nếu là người đứng đầu, ký không có KT.',
    examples: ['', ''],
    read: yesOf,
  },
  { head: 'Từ ngày', field: 'effectiveFrom', means: 'Ngày/tháng/năm; bỏ trống là hôm nay', examples: ['01/03/2025', ''] },
  { head: 'Thư điện tử', field: 'email', means: 'Thư công vụ, nếu có', examples: ['', ''] },
  { head: 'Điện thoại', field: 'phone', means: 'Nếu có', examples: ['', ''] },
]

const PersonLine = PersonForm.extend({
  login: Login,
  agency: z.string(),
  division: z.string().optional(),
  position: PostForm.shape.position,
  roles: PostForm.shape.roles,
  head: z.boolean().default(false),
  effectiveFrom: z.string().optional(),
})
type PersonLine = z.output<typeof PersonLine>

async function placeOf(at: Bringing, line: PersonLine): Promise<{ agency: string; division: string | undefined }> {
  const agency = await agencyByOrganId(at.work.tx, line.agency)
  if (!agency) throw new Refused('not-found', 'agency')
  if (line.division === undefined) return { agency: agency.id, division: undefined }
  const division = (await divisionsOf(at.work.tx, agency.id)).find((one) => one.name === line.division)
  if (!division) throw new Refused('not-found', 'division')
  return { agency: agency.id, division: division.id }
}

/** What is known of the person may differ from the line; an empty cell leaves it as it is. */
async function bringDetails(at: Bringing, known: PersonCard, line: PersonLine): Promise<boolean> {
  const email = line.email ?? known.email ?? undefined
  const phone = line.phone ?? known.phone ?? undefined
  const same = known.name === line.fullName && (known.email ?? undefined) === email && (known.phone ?? undefined) === phone
  if (same) return false
  await editPerson(at.work, known.person, { fullName: line.fullName, login: line.login, email, phone })
  return true
}

const sameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((each) => other.includes(each))

async function bringOne(at: Bringing, line: PersonLine): Promise<Did> {
  const { work } = at
  const place = await placeOf(at, line)
  const { position, roles, head, effectiveFrom } = line
  const post = { ...place, position, roles, head, effectiveFrom }
  const person = await personByLogin(work.tx, line.login)
  if (!person) {
    at.added(await addPerson(work, { ...post, fullName: line.fullName, login: line.login, email: line.email, phone: line.phone }))
    return 'new'
  }
  const known = await personCard(work.tx, person)
  if (!known) throw new Refused('not-found', 'login')
  const edited = await bringDetails(at, known, line)
  const held = known.posts.find(
    (one) => one.agency === post.agency && (one.division ?? undefined) === post.division && one.position === position,
  )
  if (!held) {
    await addPost(work, person, post)
    return 'new'
  }
  if (sameSet(held.roles, roles) && held.head === head) return edited ? 'changed' : 'same'
  await amendPost(work, person, { post: held.id, position, roles, head })
  return 'changed'
}

export const peopleSheet = sheet({
  name: 'Người',
  columns,
  shape: PersonLine,
  async bring(at, lines) {
    const names = new Map<string, { name: string; number: number }>()
    for (const line of lines) {
      const { login, fullName } = line.values
      const before = names.get(login)
      names.set(login, before ?? { name: fullName, number: line.number })
      if (before && before.name !== fullName)
        at.wrong(line, 'fullName', `Tên đăng nhập này ở dòng ${before.number} là ${before.name}.`)
      else await lineActs(at, line, () => bringOne(at, line.values))
    }
  },
})
