import { parseDate } from '#kernel/vietnamese.ts'
import type { PaperBasis } from '../../reasons/reasons.ts'
import { refuseSecretGrade } from '../../secrecy.ts'
import { CircuitForm, DraftForm } from '../outgoing.forms.ts'
import { type BasisFault, basisFault, unconnected } from '../recipients/recipient.rules.ts'
import type { ComposeChoices } from './choices.ts'
import type { RecipientRow, StepRow } from './compose.rows.ts'
import { addresseesOf, type Composed, composedContent } from './compose.ts'
import { faultWords } from './compose.vi.ts'

export type Sentences = Record<string, string>
export type Checked = { draft: DraftForm; circuit: CircuitForm; errors: null } | { draft: null; errors: Sentences }

/** What the pickers know: names by key, bases of paper, who cannot be reached, who signs in which capacity. */
export type Known = Pick<ComposeChoices, 'bases' | 'unreachable' | 'ended' | 'signers' | 'kinds'> & {
  names: ReadonlyMap<string, string>
  today: string
}

const recipientKinds = { A: 'AGENCY', D: 'DIVISION', P: 'PERSON' } as const
const isGiven = (row: RecipientRow) => row.to !== '' || row.name !== ''
const isPaper = (row: RecipientRow) => row.mode === 'HYBRID' || row.mode === 'PAPER'

const basisWords = (row: RecipientRow, basis: PaperBasis | undefined) =>
  [basis?.text, row.basis].filter((part) => part !== undefined && part !== '').join(': ') || null

const recipientOf = (row: RecipientRow, known: Known) => ({
  recipientKind: row.to === '' ? ('OUTSIDE' as const) : recipientKinds[row.to.slice(0, 1) as keyof typeof recipientKinds],
  recipient: row.to === '' ? null : row.to.slice(2),
  recipientName: known.names.get(row.to) ?? row.name,
  purpose: row.purpose || undefined,
  mode: row.mode,
  paperCopies: !isPaper(row) ? 0 : row.copies === '' ? Number.NaN : Number(row.copies),
  paperBasis: isPaper(row)
    ? basisWords(
        row,
        known.bases.find((one) => one.code === row.basisCode),
      )
    : null,
  paperBasisCode: isPaper(row) && row.basisCode !== '' ? row.basisCode : null,
})

const basisFields: Record<BasisFault, string> = { paperBasis: 'basisCode', basisUnfit: 'basisCode', paperRemark: 'basis' }

const endedWords = (successor: string | null) =>
  `Nơi nhận này không còn hoạt động.${successor ? ` Hãy chọn cơ quan kế thừa: ${successor}.` : ' Hãy bỏ dòng này.'}`

/** What the shape cannot know of one row: an unknown or ended key, a body without channel, a basis that does not fit. */
function rowFault(row: RecipientRow, known: Known): [field: string, words: string | undefined] | null {
  const ended = known.ended.find((one) => `A:${one.id}` === row.to)
  if (ended) return ['to', endedWords(ended.successor)]
  if (row.to !== '' && !known.names.has(row.to)) return ['to', faultWords.recipient]
  const one = recipientOf(row, known)
  const unreachable = known.unreachable.map((key) => key.slice(2))
  if (unconnected(one, unreachable)) return ['mode', faultWords.unreachable]
  const fault = basisFault({ ...one, purpose: row.purpose }, known.bases)
  return fault ? [basisFields[fault], faultWords[fault]] : null
}

function sentenceFor(path: readonly PropertyKey[], message: string): [field: string, words: string] {
  const [first, at, inner] = path.map(String)
  const said = (key: string | undefined) => faultWords[key ?? ''] ?? 'Chỗ này chưa đúng.'
  if (first === 'recipients' && at !== undefined) {
    const row = `Nơi nhận ${Number(at) + 1}: `
    const field =
      inner === 'paperCopies'
        ? 'copies'
        : inner === 'paperBasis'
          ? 'basisCode'
          : inner === 'mode' || inner === 'purpose'
            ? inner
            : 'to'
    return [
      `r${at}.${field}`,
      row + said(message === 'double' || message === 'outside' ? message : inner === 'recipientName' ? 'recipient' : inner),
    ]
  }
  if (first === 'steps') return [`s${at ?? 0}.post`, said('reviewer')]
  return [first === 'content' ? 'text' : first === 'numbered' ? 'scope' : (first ?? 'form'), said(first)]
}

/** The circuit as laid on the screen: each row is a step of its own unless it stands beside the one before. */
export function circuitFrom(steps: readonly StepRow[]): CircuitForm['steps'] {
  let ordinal = 0
  return steps.flatMap(({ post, task, beside }) => {
    if (post === '') return []
    if (ordinal === 0 || beside !== 'yes') ordinal += 1
    return [{ ordinal, post, task: task === 'INITIAL' ? ('INITIAL' as const) : ('REVIEW' as const) }]
  })
}

const competenceOf = ({ signer, signerCompetence }: Composed['fields'], known: Known) =>
  signerCompetence === '' || signerCompetence === 'AUTO'
    ? (known.signers.find((one) => one.value === signer)?.competence ?? 'HEAD')
    : signerCompetence

function draftOf({ fields, rows, related }: Composed, known: Known) {
  const given = rows.filter(isGiven)
  const named = given.map((row) => ({ name: known.names.get(row.to) ?? row.name, purpose: row.purpose }))
  return {
    version: Number(fields.version) || 0,
    draftKey: fields.draftKey || null,
    kind: fields.kind,
    subject: fields.subject.replaceAll('\n', ' '),
    urgency: fields.urgency || undefined,
    circulation: fields.circulation || undefined,
    dueOn: fields.dueOn.trim() === '' ? null : (parseDate(fields.dueOn, known.today) ?? 'sai'),
    content: composedContent(fields),
    signer: fields.signer || null,
    signerCompetence: competenceOf(fields, known),
    internal: fields.scope !== '',
    numbered: fields.scope !== 'unnumbered',
    responseFor: fields.responseFor || null,
    replaces: fields.replaces || null,
    places: fields.places.split('\n').filter((line) => line.trim() !== ''),
    addressees: addresseesOf(named),
    related,
    recipients: given.map((row) => recipientOf(row, known)),
  }
}

/** What only the pickers know: kinds that do not go out, rows of recipients, doubles in one step of the circuit, the signer as reviewer. */
function knownFaults({ fields, rows }: Composed, circuit: CircuitForm['steps'], known: Known): Sentences {
  const faults: Sentences = {}
  if (!known.kinds.some((one) => one.value === fields.kind)) faults.kind = faultWords.kind ?? ''
  for (const [at, row] of rows.filter(isGiven).entries()) {
    const fault = rowFault(row, known)
    if (fault) faults[`r${at}.${fault[0]}`] = `Nơi nhận ${at + 1}: ${fault[1] ?? ''}`
  }
  const keys = circuit.map((step) => `${step.ordinal}:${step.post}`)
  const double = keys.findIndex((key, at) => keys.indexOf(key) < at || circuit[at]?.post === fields.signer)
  if (double >= 0) faults[`s${double}.post`] = faultWords.reviewer ?? ''
  return faults
}

/**
 * The draft and circuit that a posted form means, or a sentence by field. Rows count without the empty ones.
 * @throws Refused secret-material when the form names a độ mật, before anything else is looked at
 */
export function checkDraft(composed: Composed, known: Known): Checked {
  refuseSecretGrade(composed.fields.securityClassification)
  const parsed = DraftForm.safeParse(draftOf(composed, known))
  const circuit = CircuitForm.safeParse({ steps: circuitFrom(composed.steps) })
  const errors = knownFaults(composed, circuit.success ? circuit.data.steps : [], known)
  const issues = [...(parsed.error?.issues ?? []), ...(circuit.error?.issues ?? [])]
  const said = Object.fromEntries(issues.map((issue) => sentenceFor(issue.path, issue.message)).reverse())
  const all = { ...said, ...errors }
  if (parsed.success && circuit.success && Object.keys(all).length === 0)
    return { draft: parsed.data, circuit: circuit.data, errors: null }
  return { draft: null, errors: all }
}
