import { type ComponentType, createContext, useContext } from 'react'
import type { Desk } from '#platform/db/desk.ts'

/**
 * A piece of one module on a page of another: what it loads for the thing shown, and how it looks. Two tables with the same
 * names, since the looks go to the browser and what loads stays on the server.
 */
export type PanelLoad = { name: string; load: (desk: Desk, about: { id: string }) => Promise<unknown> }
export type Panel = { name: string; Show: ComponentType<{ of: unknown }> }

/** Panels by slot (`person`, `outgoing` …) in the order in which they stand. */
export type PanelTable = Readonly<Record<string, readonly Panel[]>>
export type PanelLoads = Readonly<Record<string, readonly PanelLoad[]>>

/** What each panel of a slot loaded, by the panel's name. */
export type PanelData = Record<string, unknown>

/** Loads all panels of a slot. A panel whose content the person may not read is left out: a forbidden thing looks missing. */
export async function loadPanels(table: PanelLoads, slot: string, desk: Desk, id: string): Promise<PanelData> {
  const panels = table[slot] ?? []
  const loaded = await Promise.all(panels.map(async (panel) => [panel.name, await panel.load(desk, { id })] as const))
  return Object.fromEntries(loaded.filter(([, of]) => of != null))
}

const shownPanels = createContext<PanelTable>({})
export const PanelsProvider = shownPanels.Provider

/** Draws the loaded panels of a slot, in the order of the table. */
export function Panels({ slot, data }: { slot: string; data: PanelData }) {
  const panels = useContext(shownPanels)[slot] ?? []
  return panels.filter(({ name }) => name in data).map(({ name, Show }) => <Show key={name} of={data[name]} />)
}
