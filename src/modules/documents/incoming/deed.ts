import type { IncomingShown } from './incoming.load.ts'

/** What was typed before a refusal, by field; the words beside the field that is wrong. */
export type Typed = { values: Record<string, string>; errors: Record<string, string> }
export type DeedProps = { shown: IncomingShown; typed: Typed }

type Reason = { code: string; text: string }
export const reasonChoices = (reasons: readonly Reason[]) => reasons.map((one) => ({ value: one.code, label: one.text }))
