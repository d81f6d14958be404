import { type Content, emptyContent } from '#kernel/content.ts'
import { type Checkable, layoutChecks, type Verdict } from '../../drafting/layout-checks.ts'
import type { ComposeChoices } from './choices.ts'
import type { Around } from './compose.paper.tsx'
import type { RecipientRow } from './compose.rows.ts'
import { addresseesOf, type Composed, proposedPlaces } from './compose.ts'

/** What the screen shows of the form as it stands: the page around the text, the classes, the checks. */
export type Live = { around: Around; rows: RecipientRow[]; verdict: Verdict }

/** The lines of "Nơi nhận" as they stand, or as they are proposed. */
function placesOf({ fields }: Composed, proposed: () => string[]): string[] {
  const typed = fields.places.split('\n').filter((line) => line.trim() !== '')
  return typed.length > 0 ? typed : proposed()
}

/** What the checks look at: the form as it stands. Without content the text is an uploaded file. */
export function checkableOf(composed: Composed, content: Content | null, choices: ComposeChoices): Checkable {
  const { fields, rows } = composed
  const family = choices.kinds.find((one) => one.value === fields.kind)?.family ?? 'named'
  const given = rows.filter((row) => row.to !== '' || row.name !== '')
  const addressees = addresseesOf(given)
  const recipients = given.map((row) => ({ recipientName: row.name }))
  const places = placesOf(composed, () => proposedPlaces({ addressees, recipients }, family === 'letter', choices.unit))
  const signer = choices.signers.find((one) => one.value === fields.signer) ?? null
  return {
    family,
    subject: fields.subject,
    content: content ?? emptyContent(),
    typed: content !== null,
    places,
    addressees,
    recipients: given.length,
    signer,
    competence: fields.signerCompetence === 'AUTO' ? (signer?.competence ?? 'HEAD') : fields.signerCompetence,
    unit: choices.unit,
  }
}

/** Computed the same way on the server and, as one types, in the browser. Without content the text is an uploaded file. */
export function liveOf(composed: Composed, content: Content | null, choices: ComposeChoices): Live {
  const checkable = checkableOf(composed, content, choices)
  const { kind, subject, signer } = composed.fields
  const { competence, addressees, places } = checkable
  return {
    around: { kind, subject, signer, competence, addressees, places },
    rows: composed.rows.filter((row) => row.to !== '' || row.name !== ''),
    verdict: layoutChecks(checkable),
  }
}
