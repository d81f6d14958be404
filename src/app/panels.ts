import type { PanelTable } from '#platform/http/panels.tsx'
import { openWorkPanel } from '../modules/documents/handover/open-work.panel.tsx'
import { keysPanel } from '../modules/signing/leavers/keys.panel.tsx'

/** Which module shows a panel on whose page: slot → panels, in the order in which they stand. */
export const panels: PanelTable = {
  person: [openWorkPanel, keysPanel],
}
