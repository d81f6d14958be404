import { agenciesSheet } from './agencies.sheet.ts'
import { divisionsSheet } from './divisions.sheet.ts'
import { peopleSheet } from './people.sheet.ts'
import type { Sheet } from './sheet.ts'

/** The sheets of this module in the order in which they are brought in. */
export const organisationSheets: readonly Sheet[] = [agenciesSheet, divisionsSheet, peopleSheet]
