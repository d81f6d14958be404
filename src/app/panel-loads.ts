import { openWorkOf } from '#documents'
import type { PanelLoads } from '#platform/http/panels.tsx'
import { keysOfPerson } from '#signing'

/** What the panels of `panels.ts` load, by the same slots and names. */
export const panelLoads: PanelLoads = {
  person: [
    { name: 'documents.open-work', load: (desk, { id }) => desk.work((work) => openWorkOf(work, id)) },
    { name: 'signing.keys', load: (desk, { id }) => desk.work((work) => keysOfPerson(work, id)) },
  ],
}
