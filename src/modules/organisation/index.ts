export { workplaces } from './accounts/change-role.ts'
export { hashPassword, passwordLength } from './accounts/password.ts'
export type { Preferences } from './accounts/preferences.ts'
export { newToken, sessionActor, sessionHours } from './accounts/session.ts'
export { preferencesOf } from './accounts/set-preferences.ts'
export { openSession, signIn, signOut } from './accounts/sign-in.ts'
export { type Workplace, workplaceWords } from './accounts/workplace.ts'
export { AgencyForm } from './agencies/agency.forms.ts'
export {
  agenciesOn,
  agencyById,
  agencyByOrganId,
  divisionsOf,
  insertAgency,
  insertDivision,
  type NewAgency,
} from './agencies/agency.sql.ts'
export type { Agency, Division } from './agencies/agency.ts'
export { accountsHome } from './agencies/home.load.ts'
export { foundAgency } from './agencies/shape-tree.ts'
export { handoverEvents, handoverIn, type PostHandover } from './events.ts'
export { mayKeepGroups } from './groups/group.policy.ts'
export { groupsOf, type UserGroup } from './groups/group.sql.ts'
export { type HolidayRow, holidaysOf, ownDaysOf } from './holidays/holiday.sql.ts'
export { type Brought, importTables, lineActs } from './import/bring.ts'
export { type Bringing, type Column, type Did, type LineError, type Sheet, sheet } from './import/sheet.ts'
export { organisationSheets } from './import/sheets.ts'
export type { Table } from './import/table.ts'
export { templateBook, templateCsv } from './import/template.ts'
export { type ImportFile, readTables } from './import/workbook.ts'
export { inspectionWith, openedInInspection, openInspection } from './inspections/inspect.ts'
export { InspectionForm } from './inspections/inspection.forms.ts'
export { maySeeInspections } from './inspections/inspection.policy.ts'
export { issueLink, recoverAccount } from './links/issue-link.ts'
export { type IssuedLink, linkPath } from './links/link.ts'
export { type AccountShare, accountShares } from './people/account-share.sql.ts'
export { NewPersonForm } from './people/person.forms.ts'
export { administers, mayAdminister } from './people/person.policy.ts'
export {
  type Colleague,
  type Contact,
  colleagueInPost,
  colleaguesOf,
  contactsOf,
  everybody,
  insertAccount,
  insertPerson,
  insertPost,
  type NewPerson,
  type NewPost,
} from './people/person.sql.ts'
export { personNames } from './people/person-names.ts'
export { addPerson } from './people/tend-person.ts'
export { wordsOf } from './perform.ts'
export { postSince, postsEver } from './posts/post.sql.ts'
