import { type Content, emptyContent } from '#kernel/content.ts'
import { layoutChecks, type Verdict } from '../../drafting/layout-checks.ts'
import type { ComposeChoices } from './choices.ts'
import type { Around } from './compose.paper.tsx'
import type { RecipientRow } from './compose.rows.ts'
import { addresseesOf, type Composed, proposedPlaces } from './compose.ts'

/** What the screen shows of the form as it stands: the page around the text, the classes, the checks. */
export type Live = { around: Around; rows: RecipientRow[]; verdict: Verdict }

/** Computed the same way on the server and, as one types, in the browser. Without content the text is an uploaded file. */
export function liveOf({ fields, rows }: Composed, content: Content | null, choices: ComposeChoices): Live {
  const family = choices.kinds.find((one) => one.value === fields.kind)?.family ?? 'named'
  const given = rows.filter((row) => row.to !== '' || row.name !== '')
  const addressees = addresseesOf(given)
  const typed = fields.places.split('\n').filter((line) => line.trim() !== '')
  const recipients = given.map((row) => ({ recipientName: row.name }))
  const places = typed.length > 0 ? typed : proposedPlaces({ addressees, recipients }, family === 'letter', choices.unit)
  const signer = choices.signers.find((one) => one.value === fields.signer)
  const competence = fields.signerCompetence === 'AUTO' ? (signer?.competence ?? 'HEAD') : fields.signerCompetence
  const { kind, subject } = fields
  return {
    around: { kind, subject, signer: fields.signer, competence, addressees, places },
    rows: given,
    verdict: layoutChecks({
      family,
      subject,
      content: content ?? emptyContent(),
      typed: content !== null,
      places,
      addressees,
      recipients: given.length,
      signer: signer ?? null,
      competence,
      unit: choices.unit,
    }),
  }
}
