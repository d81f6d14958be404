import { permissionsPage } from './permissions.ts'
import { routesPage } from './routes.ts'
import { statesPage } from './states.ts'
import { tablesPage } from './tables.ts'
import { schemaTypes } from './types.ts'
import { commandsPage, errorsPage, settingsPage } from './words.ts'

export const typesFile = 'src/platform/db/schema.gen.ts'

/** Every generated file by its path, and how it is made anew. @param ownerUrl - a migrated database, as its owner */
export const generated: Readonly<Record<string, (ownerUrl: string) => Promise<string> | string>> = {
  'docs/generated/states.md': statesPage,
  'docs/generated/permissions.md': permissionsPage,
  'docs/generated/routes.md': routesPage,
  'docs/generated/tables.md': tablesPage,
  'docs/generated/errors.md': errorsPage,
  'docs/generated/settings.md': settingsPage,
  'docs/generated/commands.md': commandsPage,
  [typesFile]: schemaTypes,
}
