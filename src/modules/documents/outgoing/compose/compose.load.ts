import { textOf } from '#kernel/content.ts'
import { Refused } from '#kernel/refused.ts'
import { codeKey, codeOf, formatDate, legalDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { read as readIncoming } from '../../incoming/incoming.sql.ts'
import { incomingSymbol } from '../../incoming/incoming.ts'
import { kindByCode } from '../../kinds/kind.sql.ts'
import { templates } from '../../templates/template.ts'
import { circuitOf, lastCircuit } from '../circuit/circuit.sql.ts'
import type { CircuitForm, RelatedForm } from '../outgoing.forms.ts'
import type { Outgoing } from '../outgoing.ts'
import { remarkOf } from '../recipients/recipient.rules.ts'
import { recipientsOf } from '../recipients/recipient.sql.ts'
import type { ComposeChoices } from './choices.ts'
import { citedDocuments } from './cited.sql.ts'
import { type RecipientRow, rowFor, type StepRow } from './compose.rows.ts'
import { blankFields, type Composed } from './compose.ts'
import { relatedOf } from './related.sql.ts'

const keyOfKind = { AGENCY: 'A', DIVISION: 'D', PERSON: 'P', OUTSIDE: '' } as const

/** Rows of the screen for steps as they are kept: the ordinal says who stands beside whom. */
export const stepRows = (steps: CircuitForm['steps']): StepRow[] =>
  steps.map(({ ordinal, post, task }, at) => ({ post, task, beside: at > 0 && steps[at - 1]?.ordinal === ordinal ? 'yes' : '' }))

const rungs = (posts: readonly string[]): StepRow[] => posts.map((post) => ({ post, task: 'REVIEW', beside: '' }))

/** The circuit proposed: what was asked for last with this kind, else the rungs of the ladder; for a returned draft its own. */
export async function proposedCircuit(
  work: Work,
  choices: ComposeChoices,
  doc: { id: string | null; kind: string; signer?: string | null },
): Promise<StepRow[]> {
  const own = doc.id ? await circuitOf(work.tx, doc.id) : []
  const round = Math.max(0, ...own.map((step) => step.round))
  const steps =
    round > 0
      ? own.flatMap(({ round: of, ordinal, post, task }) => (of === round && task !== 'SIGN' ? [{ ordinal, post, task }] : []))
      : await lastCircuit(work.tx, { drafter: work.actor.post, kind: doc.kind })
  // Who signs does not review before himself.
  const known = new Set(choices.reviewers.map((one) => one.value).filter((post) => post !== doc.signer))
  const proposed = stepRows(steps.filter((step) => known.has(step.post)))
  return proposed.length > 0 ? proposed : rungs(choices.ladder.filter((post) => post !== doc.signer))
}

async function rowsOf(work: Work, choices: ComposeChoices, doc: Outgoing): Promise<RecipientRow[]> {
  return (await recipientsOf(work.tx, doc.id)).map((one) => {
    const words = choices.bases.find((basis) => basis.code === one.paperBasisCode)?.text
    const remark = remarkOf(one.paperBasis, words)
    return {
      to: one.recipient ? `${keyOfKind[one.recipientKind]}:${one.recipient}` : '',
      name: one.recipientName,
      purpose: one.purpose,
      mode: one.mode,
      copies: one.paperCopies === 0 ? '' : String(one.paperCopies),
      basisCode: one.paperBasisCode ?? '',
      basis: remark,
    }
  })
}

/** A draft that is there, as the form shows it. */
export async function draftFields(work: Work, choices: ComposeChoices, doc: Outgoing): Promise<Composed> {
  const fields = {
    ...blankFields(),
    id: doc.id,
    draftKey: '',
    version: String(doc.version),
    kind: doc.kind,
    subject: doc.subject,
    urgency: doc.urgency,
    circulation: doc.circulation,
    dueOn: doc.dueOn ? formatDate(doc.dueOn) : '',
    text: textOf(doc.content),
    signer: doc.signer ?? '',
    signerCompetence: doc.signerCompetence,
    places: doc.places.join('\n'),
    responseFor: doc.responseFor ?? '',
    replaces: doc.replaces ?? '',
    scope: doc.internal ? (doc.numbered ? 'numbered' : 'unnumbered') : '',
  }
  const steps = await proposedCircuit(work, choices, doc)
  return { fields, rows: await rowsOf(work, choices, doc), steps, related: await relatedOf(work.tx, doc.id) }
}

type Answered = { composed: Pick<Composed, 'rows' | 'related'>; subject: string; words: string; dueOn: string }

async function answered(work: Work, incoming: string, unreachable: readonly string[]): Promise<Answered> {
  const doc = await readIncoming(work, incoming)
  const kind = await kindByCode(work.tx, doc.kind)
  const symbol = incomingSymbol(doc)
  const row = rowFor(doc.sender ? `A:${doc.sender}` : '', doc.issuingAgency, unreachable)
  const dated = doc.promulgationDate ? ` ${legalDate(doc.promulgationDate)}` : ''
  return {
    composed: { rows: [row], related: [{ kind: 'INCOMING', id: incoming, title: symbol || doc.subject.slice(0, 300) }] },
    subject: `trả lời ${symbol ? `${kind.name} ${symbol}` : 'văn bản'} ${doc.subject}`.slice(0, 500),
    words: `${kind.name}${symbol ? ` số ${symbol}` : ''}${dated} của ${doc.issuingAgency} về ${doc.subject}`,
    dueOn: doc.dueOn ? formatDate(doc.dueOn) : '',
  }
}

export type NewFrom = { kind: string; answers: string | null }

/** A draft not begun yet: its template, the circuit asked for last; an answer starts from what it answers. */
export async function newFields(work: Work, choices: ComposeChoices, asked: NewFrom): Promise<Composed> {
  const kind =
    choices.kinds.find((one) => one.value === asked.kind) ?? choices.kinds.find((one) => one.value === 'OFFICIAL_LETTER')
  const from = asked.answers ? await answered(work, asked.answers, choices.unreachable) : null
  const skeletons = await templates({ agency: choices.agency.name, answered: from?.words ?? '' })
  const skeleton = skeletons[kind?.family ?? 'named']
  const fields = {
    ...blankFields(),
    kind: kind?.value ?? '',
    text: (from ? skeleton?.answer : skeleton?.text) ?? '',
    subject: from?.subject ?? '',
    responseFor: asked.answers ?? '',
  }
  const steps = await proposedCircuit(work, choices, { id: null, kind: fields.kind })
  return { fields, rows: from?.composed.rows ?? [], steps, related: from?.composed.related ?? [] }
}

/** The documents in and out that bear a symbol and that the actor may read. @throws Refused not-found */
export async function cited(work: Work, symbol: string): Promise<RelatedForm[]> {
  const found = await citedDocuments(work, codeKey(symbol))
  if (found.length === 0) throw new Refused('not-found', 'cited')
  return found.map(({ kind, id, number, suffix, notation }) => ({
    kind,
    id,
    title: kind === 'INCOMING' ? `${number}/${notation}` : codeOf(Number(number), notation, suffix),
  }))
}
