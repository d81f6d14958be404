import type { Actor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { type Authority, type CertificateRequest, importAnchors, importKey, issueCertificate, makeAuthority } from '#signing'
import { sideBySide } from './crowd.ts'
import type { Seated } from './organisation.ts'
import { demonstrationPin, province } from './province.ts'

type DeskOf = (actor: Actor) => Desk

const years = { validFrom: new Date('2024-01-01T00:00:00Z'), validTo: new Date('2030-12-31T00:00:00Z') }

type Wanted = { actor: Actor; holder: 'person' | 'agency'; request: CertificateRequest }

/** A key for every leader and one of the agency for its clerks; a second post of a person uses the key of the first. */
function wanted({ actors, bodies }: Seated): Wanted[] {
  return [...bodies.values()].flatMap(({ described, leaders, clerk }) => {
    const organisation = described.name
    // Small keys of the new kind for the bodies that only fill the picture: they are made in a hundredth of the time.
    const algorithm = described.core ? ('RSA-SHA256' as const) : ('ECDSA-P256-SHA256' as const)
    const persons = leaders.flatMap((key): Wanted[] => {
      const actor = actors.get(key)
      if (!actor || key.includes('@')) return []
      const subject = { commonName: actor.name, organisation, title: actor.position }
      return [{ actor, holder: 'person', request: { subject, kind: 'person', algorithm, ...years } }]
    })
    const keeper = clerk && described.sealed_by === null ? actors.get(clerk) : undefined
    if (!keeper) return persons
    const subject = { commonName: organisation, organisation, organId: described.code }
    return [...persons, { actor: keeper, holder: 'agency', request: { subject, kind: 'agency', algorithm, ...years } }]
  })
}

async function give(authority: Authority, desk: Desk, { holder, request }: Wanted): Promise<void> {
  const file = await issueCertificate(authority, request, demonstrationPin, true)
  await importKey(desk, { file, password: demonstrationPin, pin: demonstrationPin, holder, published: true })
}

/** An authority of the demonstration's own, and a key under the demonstration's PIN for every signer and every agency's clerk. */
export async function giveKeys(seated: Seated, deskOf: DeskOf): Promise<void> {
  const authority = await makeAuthority(province)
  const admin = seated.actors.get('bach.huynhgia')
  if (!admin) throw new Error('the demonstration lacks its administrator')
  await deskOf(admin).work((work) => importAnchors(work, authority.root))
  await sideBySide(wanted(seated), 4, (one) => give(authority, deskOf(one.actor), one))
}
