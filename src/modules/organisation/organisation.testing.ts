import type { Role } from '#kernel/actor.ts'
import { type Actor, visitor } from '#kernel/actor.ts'
import { personSortKey } from '#kernel/vietnamese.ts'
import { type Desk, openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { hashPassword } from './accounts/password.ts'
import { insertAgency, insertDivision } from './agencies/agency.sql.ts'
import { insertAccount, insertPerson, insertPost } from './people/person.sql.ts'

export const password = 'một mật khẩu để thử'

type Seat = { name: string; agency: string; division?: string; position: string; roles: Role[]; head?: true }

const seats: Record<string, Seat> = {
  province: { name: 'Hoàng Thị Quản', agency: 'H98', position: 'Chuyên viên', roles: ['systemAdmin'] },
  unit: { name: 'Tạ Đình Lâm', agency: 'H98.11', position: 'Chuyên viên', roles: ['unitAdmin'] },
  unitNextDoor: { name: 'Võ Minh Kế', agency: 'H98.12', position: 'Chuyên viên', roles: ['unitAdmin'] },
  head: { name: 'Lê Văn An', agency: 'H98.11', position: 'Giám đốc', roles: ['agencyLeader'], head: true },
  deputy: { name: 'Đỗ Thị Phó', agency: 'H98.11', position: 'Phó Giám đốc', roles: ['agencyLeader'] },
  clerk: { name: 'Lê Thu Na', agency: 'H98.11', position: 'Văn thư', roles: ['recordsClerk'] },
  specialist: { name: 'Nguyễn Thị Ánh', agency: 'H98.11', division: 'NS', position: 'Chuyên viên', roles: ['specialist'] },
  inspector: { name: 'Bùi Thanh Tra', agency: 'H98.11', position: 'Thanh tra viên', roles: ['inspector'] },
  clerkNextDoor: { name: 'Phan Thị Bên', agency: 'H98.12', position: 'Văn thư', roles: ['recordsClerk'] },
}

export type TestOffice = {
  ownerUrl: string
  pool: Pool
  /** The desk of a person by the key above, as they sit in their first post. */
  as: (login: keyof typeof seats | string, over?: Partial<Actor>) => Desk
  actor: (login: string) => Actor
  agency: (code: string) => string
  division: string
  nobody: Desk
  close: () => Promise<void>
}

/** A small province of three agencies and nine people with passwords, in a fresh database. */
export async function testOffice(): Promise<TestOffice> {
  const database = await testDatabase()
  const pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  const nobody = openDesk(pool, visitor)
  const agencies = new Map<string, string>()
  const actors = new Map<string, Actor>()
  const hash = await hashPassword(password)
  const division = await nobody.work(async ({ tx }) => {
    for (const [organId, name, parent] of [
      ['H98', 'Ủy ban nhân dân tỉnh', null],
      ['H98.11', 'Sở Tài chính', 'H98'],
      ['H98.12', 'Sở Y tế', 'H98'],
    ] as const) {
      const symbol = organId === 'H98' ? 'UBND' : organId === 'H98.11' ? 'STC' : 'SYT'
      const described = { name, shortName: name, symbol, organId, code13: null, level: 'PROVINCE', kind: 'STATE' } as const
      const rest = { place: 'Thanh Giang', hasSeal: true, sealedBy: null, reachable: true }
      agencies.set(
        organId,
        await insertAgency(tx, { ...described, ...rest, parent: parent ? (agencies.get(parent) ?? null) : null }),
      )
    }
    const ns = await insertDivision(tx, { agency: agencies.get('H98.11') ?? '', name: 'Phòng Ngân sách', symbol: 'NS' })
    for (const [login, seat] of Object.entries(seats)) {
      const agency = agencies.get(seat.agency) ?? ''
      const person = await insertPerson(tx, { fullName: seat.name, sortKey: personSortKey(seat.name) })
      const place = { agency, division: seat.division ? ns : null }
      const { position, roles, name } = seat
      const post = await insertPost(tx, { person, ...place, position, roles, head: seat.head ?? false })
      await insertAccount(tx, person, login, hash)
      actors.set(login, { person, name, post, position, ...place, roles, agencies: [agency], onBehalfOf: null })
    }
    return ns
  })
  const actor = (login: string): Actor => {
    const found = actors.get(login)
    if (!found) throw new Error(`no such person: ${login}`)
    return found
  }
  return {
    ownerUrl: database.ownerUrl,
    pool,
    actor,
    nobody,
    division,
    agency: (code) => agencies.get(code) ?? '',
    as: (login, over = {}) => openDesk(pool, { ...actor(login), ...over }),
    async close() {
      await pool.destroy()
      await database.close()
    },
  }
}
