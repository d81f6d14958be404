import { insertBook, loadKinds } from '#documents'
import { type Actor, visitor } from '#kernel/actor.ts'
import { type Desk, openDesk, type Pool, type Vault } from '#platform/db/desk.ts'
import { giveKeys } from './keys.ts'
import { type Seated, seatPeople } from './organisation.ts'
import { demonstrationPin, describedProvince } from './province.ts'

type Parts = {
  pool: Pool
  vault: Vault
  tell: (sentence: string) => void
  /** False: people, books and keys of the core only, no past; for tests. */
  history?: boolean
  /** Share of the past that is made, 1 = all; for tests. */
  scale?: number
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
export async function seed({ pool, vault, tell, history = true, scale = 1 }: Parts): Promise<void> {
  const deskOf = (actor: Actor) => openDesk(pool, actor, { vault })
  const seated = await deskOf(visitor).work(async (work): Promise<Seated | null> => {
    const someone = await work.tx.selectFrom('organisation.person').select('id').limit(1).executeTakeFirst()
    if (someone) return null
    await loadKinds(work.tx)
    return seatPeople(work, describedProvince(history))
  })
  if (!seated) return
  tell('Đang dựng tỉnh trình diễn Thanh Giang …')
  for (const { clerk } of seated.bodies.values()) {
    const actor = clerk ? seated.actors.get(clerk) : undefined
    if (actor) await openBooks(deskOf(actor))
  }
  await giveKeys(seated, deskOf)
  const people = new Set([...seated.actors.values()].map(({ person }) => person)).size
  tell(`Đã có ${people} người của ${seated.bodies.size} cơ quan. Mã PIN trình diễn: ${demonstrationPin}.`)
  if (history) await (await import('./past.ts')).live({ pool, vault, tell, seated, scale })
}
