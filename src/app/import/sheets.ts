import { organisationSheets, type Sheet } from '#organisation'
import { booksSheet } from './books.sheet.ts'

/** Every sheet of the template in the order in which they are brought in: what others refer to comes first. */
export const importSheets: readonly Sheet[] = [...organisationSheets, booksSheet]
