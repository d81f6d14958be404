import { insertBook, loadKinds } from '#documents'
import { type Actor, visitor } from '#kernel/actor.ts'
import { type Desk, openDesk, type Pool, type Vault } from '#platform/db/desk.ts'
import { giveKeys } from './keys.ts'
import { seatPeople } from './organisation.ts'
import { people } from './people.ts'

type Parts = {
  pool: Pool
  vault: Vault
  tell: (sentence: string) => void
  /** False: people, books and keys only, no past; for tests. */
  history?: boolean
}

/** The books of each agency with a clerk: decisions apart, all other kinds together, one book of số đến. */
async function openBooks(desk: Desk) {
  const { agency } = desk.actor
  await desk.work(async ({ tx }) => {
    await insertBook(tx, { agency, direction: 'OUT', name: 'Quyết định', kinds: ['DECISION', 'RESOLUTION'] })
    await insertBook(tx, { agency, direction: 'OUT', name: 'Văn bản đi', kinds: [] })
    await insertBook(tx, { agency, direction: 'IN', name: 'Văn bản đến', kinds: [] })
  })
}

/** Fills an empty demonstration through the product's own actions; a demonstration that has people is left as it is. */
export async function seed({ pool, vault, tell }: Parts): Promise<void> {
  const deskOf = (actor: Actor) => openDesk(pool, actor, { vault })
  const seated = await deskOf(visitor).work(async (work) => {
    const someone = await work.tx.selectFrom('organisation.person').select('id').limit(1).executeTakeFirst()
    if (someone) return null
    await loadKinds(work.tx)
    return seatPeople(work)
  })
  if (!seated) return
  tell('Đang dựng tỉnh trình diễn Thanh Giang …')
  for (const one of people.filter((who) => who.roles.includes('recordsClerk'))) {
    const actor = seated.actors.get(one.login)
    if (actor) await openBooks(deskOf(actor))
  }
  await giveKeys(seated.actors, deskOf)
  tell(`Đã có ${people.length} người của ${seated.agencies.size} cơ quan. Mã PIN trình diễn: 12345678.`)
}
