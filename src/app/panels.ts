import type { PanelTable } from '#platform/http/panels.tsx'
import { openWorkPanel } from '../modules/documents/handover/open-work.panel.tsx'
import { inspectedPanel } from '../modules/documents/inspected/inspected.panel.tsx'
import { Accounts, Lacks } from '../modules/organisation/agencies/home.panel.tsx'
import { Certificates } from '../modules/signing/keys/home.panel.tsx'
import { keysPanel } from '../modules/signing/leavers/keys.panel.tsx'
import { EndingCertificates } from '../modules/signing/register/ending.panel.tsx'
import { Brief, Watched } from '../modules/statistics/exchange/home.panel.tsx'
import { ownFiguresPanel } from '../modules/statistics/home/own-figures.panel.tsx'
import { System } from './system.panel.tsx'

/** Which module shows a panel on whose page: slot → panels, in the order in which they stand. */
export const panels: PanelTable = {
  person: [openWorkPanel, keysPanel],
  inspection: [inspectedPanel],
  /** Below what waits for oneself, over the whole width. */
  home: [
    { name: 'ending-certificates', Show: EndingCertificates },
    ownFiguresPanel,
    { name: 'exchange', Show: Watched },
    { name: 'accounts', Show: Accounts },
  ],
  /** Below them, side by side. */
  'home-cards': [
    { name: 'system', Show: System },
    { name: 'certificates', Show: Certificates },
    { name: 'lacking', Show: Lacks },
  ],
  /** Beside what waits for oneself. */
  'home-side': [{ name: 'exchange-brief', Show: Brief }],
}
