import type { PanelTable } from '#platform/http/panels.tsx'

/** Which module shows a panel on whose page: slot → panels, in the order in which they stand. */
export const panels: PanelTable = {}
