import type { Actor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { importAnchors, importKey, issueCertificate, makeAuthority } from '#signing'
import { agencies, demonstrationPin, people, province } from './people.ts'

type DeskOf = (actor: Actor) => Desk

const years = { validFrom: new Date('2025-01-01T00:00:00Z'), validTo: new Date('2030-12-31T00:00:00Z') }

/** An authority of the demonstration's own, and a key under the demonstration's PIN for every signer and every agency's clerks. */
export async function giveKeys(actors: ReadonlyMap<string, Actor>, deskOf: DeskOf): Promise<void> {
  const authority = await makeAuthority(province)
  const admin = actors.get('bach.huynhgia')
  if (!admin) throw new Error('the demonstration lacks its administrator')
  await deskOf(admin).work((work) => importAnchors(work, authority.root))
  for (const one of people) {
    const actor = actors.get(one.login)
    const agency = agencies.find((body) => body.code === one.agency)
    if (!actor || !agency) continue
    const desk = deskOf(actor)
    if (one.roles.includes('agencyLeader')) {
      const subject = { commonName: one.name, organisation: agency.name, title: one.position }
      const file = await issueCertificate(authority, { subject, kind: 'person', ...years }, demonstrationPin)
      await importKey(desk, { file, password: demonstrationPin, pin: demonstrationPin, holder: 'person' })
    }
    if (one.roles.includes('recordsClerk')) {
      const subject = { commonName: agency.name, organisation: agency.name, organId: agency.code }
      const file = await issueCertificate(authority, { subject, kind: 'agency', ...years }, demonstrationPin)
      await importKey(desk, { file, password: demonstrationPin, pin: demonstrationPin, holder: 'agency' })
    }
  }
}
