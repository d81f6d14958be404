import { z } from 'zod'
import { cleanText } from '#kernel/content.shape.ts'
import { Content, emptyContent } from '#kernel/content.ts'

/** One line of words: NFC, without control or invisible signs, no blanks around. */
const tidy = (text: string) => cleanText(text).trim()
const text = (most: number) => z.string().transform(tidy).pipe(z.string().max(most))
const day = z.iso.date()

export const purposes = ['FOR_HANDLING', 'CONSULTATION', 'INFORMATION', 'REPORT', 'PERIODIC_REPORT', 'STATISTICS'] as const
export const urgencies = ['NORMAL', 'URGENT', 'VERY_URGENT', 'EXPRESS'] as const
export const circulations = ['NONE', 'RETURN', 'INTERNAL'] as const
export const competences = ['HEAD', 'ON_BEHALF_OF', 'FOR_HEAD', 'BY_ORDER', 'BY_DELEGATION', 'ACTING'] as const
export const modes = ['ELECTRONIC', 'HYBRID', 'PAPER'] as const

/** One recipient and how it is to be sent: asked of the sender, never guessed (DESIGN 5.3). */
export const RecipientForm = z
  .object({
    recipientKind: z.enum(['AGENCY', 'OUTSIDE', 'DIVISION', 'PERSON']),
    /** Agency, division or post; null for a body outside that is only a name. */
    recipient: z.uuid().nullable(),
    recipientName: text(300).pipe(z.string().min(1)),
    purpose: z.enum(purposes).default('FOR_HANDLING'),
    mode: z.enum(modes).default('ELECTRONIC'),
    paperCopies: z.int().min(0).max(10_000).default(0),
    paperBasis: text(500).nullable().default(null),
    /** Row of `paper_basis` in data/refusal-reasons.yaml; null for a basis in free words. */
    paperBasisCode: z.string().max(40).nullable().default(null),
    channel: z.enum(['EOFFICE', 'EMAIL', 'PORTAL', 'SPECIALISED']).default('EOFFICE'),
  })
  .refine((one) => (one.recipientKind === 'OUTSIDE') === (one.recipient === null), { path: ['recipient'], message: 'recipient' })
  .refine((one) => (one.mode === 'ELECTRONIC') === (one.paperCopies === 0), { path: ['paperCopies'], message: 'paper-copies' })
  .refine((one) => one.mode === 'ELECTRONIC' || (one.paperBasis ?? '') !== '', {
    path: ['paperBasis'],
    message: 'paper-needs-basis',
  })
export type RecipientForm = z.infer<typeof RecipientForm>

/** A document that a draft stands beside; `title` is how it is cited. */
export const RelatedForm = z.object({
  kind: z.enum(['OUTGOING', 'INCOMING']),
  id: z.uuid(),
  title: text(300).pipe(z.string().min(1)),
})
export type RelatedForm = z.infer<typeof RelatedForm>

const inside = ['DIVISION', 'PERSON']
const keyOf = (one: RecipientForm) => one.recipient ?? one.recipientName

/** What a drafter fills in. `version` is the one the writer saw; 0 for a new draft. `draftKey` makes a repeated new draft one. */
export const DraftForm = z
  .object({
    version: z.int().min(0).default(0),
    draftKey: z.uuid().nullable().default(null),
    kind: z.string().min(1).max(40),
    subject: text(500).pipe(z.string().min(1)),
    urgency: z.enum(urgencies).default('NORMAL'),
    circulation: z.enum(circulations).default('NONE').describe('RETURN: xem xong trả lại; INTERNAL: lưu hành nội bộ'),
    /** Anything but the ordinary grade is refused by the door of secrets, which leaves its audit line. */
    securityClassification: z.string().max(100).default('NORMAL'),
    dueOn: day.nullable().default(null),
    content: Content.default(emptyContent()),
    addressees: z.array(text(300)).max(200).default([]),
    places: z.array(text(300)).max(200).default([]),
    signer: z.uuid().nullable().default(null),
    signerCompetence: z.enum(competences).default('HEAD'),
    internal: z.boolean().default(false),
    numbered: z.boolean().default(true),
    responseFor: z.uuid().nullable().default(null),
    replaces: z.uuid().nullable().default(null),
    related: z.array(RelatedForm).max(50).default([]),
    recipients: z.array(RecipientForm).max(1000).default([]),
  })
  .refine((draft) => draft.numbered || draft.internal, { path: ['numbered'], message: 'only-internal' })
  .superRefine(({ internal, recipients }, context) => {
    for (const [at, one] of recipients.entries()) {
      const double = recipients.findIndex((other) => keyOf(other) === keyOf(one)) < at
      const outside = internal && !inside.includes(one.recipientKind)
      if (double || outside)
        context.addIssue({ code: 'custom', path: ['recipients', at, 'recipient'], message: double ? 'double' : 'outside' })
    }
  })
export type DraftForm = z.infer<typeof DraftForm>

/** The circuit asked for at submission: steps of the same ordinal run in parallel; the signer comes after all of them. */
export const CircuitForm = z.object({
  steps: z.array(z.object({ ordinal: z.int().min(1).max(50), post: z.uuid(), task: z.enum(['REVIEW', 'INITIAL']) })).max(50),
})
export type CircuitForm = z.infer<typeof CircuitForm>

export const OutgoingAddress = z.object({ id: z.uuid() })
