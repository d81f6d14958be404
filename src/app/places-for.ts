import { boxesOf, mayReadBooks } from '#documents'
import type { Actor } from '#kernel/actor.ts'
import { administers, mayKeepGroups, maySeeInspections } from '#organisation'
import { mayImport, mayTrust } from '#signing'

/** The keys of the entries that a person may open today; the others come with their modules. */
export function placesFor(actor: Actor, demo: boolean): string[] {
  const boxes = boxesOf(actor)
  const when = (may: boolean, key: string) => (may ? [key] : [])
  return [
    ...['work', 'documents', 'incoming', 'outgoing', 'drafts', 'search', 'reports', 'exchange', 'periodic'],
    ...when(mayReadBooks(actor, actor), 'books'),
    ...when(boxes.includes('toIssue'), 'issue'),
    ...when(boxes.includes('toSign'), 'sign'),
    ...when(mayKeepGroups(actor.agency, actor), 'groups'),
    ...when(maySeeInspections(actor), 'inspections'),
    ...when(mayImport('agency', actor), 'keys'),
    ...when(mayTrust(actor), 'anchors'),
    ...(administers(actor) ? ['admin', 'people', 'import', 'system'] : []),
    ...when(administers(actor) && demo, 'pieces'),
  ]
}
