import { openedIn, openWorkOf } from '#documents'
import { accountsHome } from '#organisation'
import type { PanelLoads } from '#platform/http/panels.tsx'
import { certificatesHome, endingHome, keysOfPerson } from '#signing'
import { exchangeBrief, exchangeWatched, ownFigures } from '#statistics'
import { systemHome } from './system.load.ts'

/** What the panels of `panels.ts` load, by the same slots and names. */
export const panelLoads: PanelLoads = {
  person: [
    { name: 'documents.open-work', load: (desk, { id }) => desk.work((work) => openWorkOf(work, id)) },
    { name: 'signing.keys', load: (desk, { id }) => desk.work((work) => keysOfPerson(work, id)) },
  ],
  inspection: [{ name: 'documents.inspected', load: (desk, { id }) => desk.work((work) => openedIn(work, id)) }],
  home: [
    { name: 'ending-certificates', load: endingHome },
    { name: 'statistics.own-figures', load: ownFigures },
    { name: 'exchange', load: exchangeWatched },
    { name: 'accounts', load: accountsHome },
  ],
  'home-cards': [
    { name: 'system', load: systemHome },
    { name: 'certificates', load: certificatesHome },
    { name: 'lacking', load: accountsHome },
  ],
  'home-side': [{ name: 'exchange-brief', load: exchangeBrief }],
}
