import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Desk } from '#platform/db/desk.ts'
import { attempted, type Refusal, statusOf } from '#platform/http/attempt.ts'
import { checkForm } from '#platform/http/form.ts'
import { signingRefusal } from '../refusals.vi.ts'
import { linkRemoteKey } from '../remote/link.ts'
import { LinkForm } from '../remote/service.forms.ts'
import { putSealImage } from '../seals/seal-image.ts'
import { changePin } from './change-pin.ts'
import { grantAgencyKey } from './grant.ts'
import { importKey } from './import.ts'
import { importTokenKey } from './import-token.ts'
import { ChangePinForm, GrantForm, ImportForm, RevokeForm, TokenForm, WithdrawForm } from './key.forms.ts'
import type { Holder } from './key.policy.ts'
import { revokeKey } from './revoke.ts'
import { withdrawAgencyKey } from './withdraw.ts'

export const intents = ['import', 'token', 'change-pin', 'grant', 'withdraw', 'revoke', 'seal-image', 'remote', 'desk'] as const
export type Intent = (typeof intents)[number]

/** What a posted form led to: done, or its errors by field and the words of a refusal that belongs to no field. */
export type Answer = {
  intent: Intent | null
  done: boolean
  errors: Record<string, string>
  refused: string | null
  status: number
}

/** How a form with a small file is read: into memory, never stored; a larger one is refused while it flows in. */
export const smallFile = {
  maxBytes: 262_144,
  maxFiles: 1,
  keep: async ({ stream }: { stream: Readable }) => new Uint8Array(await buffer(stream)),
}

/** A posted form and its file, if there was one. */
export type Posted = { fields: FormData; files: readonly { kept: Uint8Array }[] }

/** The field that a refusal is about, so that it is said beside it. */
const fieldOf: Partial<Record<Refusal['code'], Partial<Record<Intent, string>>>> = {
  'wrong-pin': { 'change-pin': 'pinOld', grant: 'pinOwn' },
  'token-unreachable': { token: 'token' },
  'remote-refused': { remote: 'account' },
  'pin-too-short': { import: 'pinNew', 'change-pin': 'pinNew', grant: 'pinNew' },
  'wrong-file-password': { import: 'password' },
  'unreadable-key-file': { import: 'file' },
  'unreadable-file': { 'seal-image': 'file' },
  'bad-input': { 'seal-image': 'file' },
  'too-large': { 'seal-image': 'file' },
}

/** A refusal as an answer: beside its field where it has one, else above the forms. */
export function refusedAnswer(intent: Intent | null, refused: Refusal): Answer {
  const words = signingRefusal(refused)
  const field = intent && fieldOf[refused.code]?.[intent]
  const status = statusOf(refused.code)
  return { intent, done: false, errors: field ? { [field]: words } : {}, refused: field ? null : words, status }
}

type Deed<Shape extends z.ZodType> = { intent: Intent; shape: Shape; act: (values: z.output<Shape>) => Promise<unknown> }

async function run<Shape extends z.ZodType>(
  { intent, shape, act }: Deed<Shape>,
  fields: FormData,
  missing = {},
): Promise<Answer> {
  const { values, errors } = checkForm(fields, shape)
  const found = { ...missing, ...Object.fromEntries((errors ?? []).map(({ field, message }) => [field, message])) }
  if (errors || Object.keys(found).length > 0) return { intent, done: false, errors: found, refused: null, status: 400 }
  const { refused } = await attempted(() => act(values))
  return refused ? refusedAnswer(intent, refused) : { intent, done: true, errors: {}, refused: null, status: 200 }
}

function runImport(desk: Desk, holder: Holder, { fields, files }: Posted): Promise<Answer> {
  const file = files[0]?.kept
  const act = ({ password, pinNew }: ImportForm) =>
    importKey(desk, { file: file ?? new Uint8Array(), password, pin: pinNew, holder })
  return run({ intent: 'import', shape: ImportForm, act }, fields, file?.length ? {} : { file: 'Chưa chọn tệp .p12 hoặc .pfx.' })
}

/** The picture of the seal: the file alone, nothing typed. */
async function runSealImage(desk: Desk, { files }: Posted): Promise<Answer> {
  const image = files[0]?.kept
  const errors = { file: 'Chưa chọn tệp .png.' }
  if (!image?.length) return { intent: 'seal-image', done: false, errors, refused: null, status: 400 }
  const { refused } = await attempted(() => desk.work((work) => putSealImage(work, image)))
  return refused
    ? refusedAnswer('seal-image', refused)
    : { intent: 'seal-image', done: true, errors: {}, refused: null, status: 200 }
}

/** Carries out what a form of the two pages of keys asks for. */
export async function perform(desk: Desk, holder: Holder, posted: Posted): Promise<Answer> {
  const { fields } = posted
  const intent = intents.find((one) => one === fields.get('intent'))
  switch (intent) {
    case 'import':
      return runImport(desk, holder, posted)
    case 'token': {
      const act = ({ token, pinToken }: TokenForm) => importTokenKey(desk, { holder, token, pin: pinToken })
      return run({ intent, shape: TokenForm, act }, fields)
    }
    case 'remote':
      return run({ intent, shape: LinkForm, act: (form) => linkRemoteKey(desk, holder, form) }, fields)
    case 'change-pin': {
      const act = ({ pinOld, pinNew }: ChangePinForm) => changePin(desk, { holder, pin: pinOld, newPin: pinNew })
      return run({ intent, shape: ChangePinForm, act }, fields)
    }
    case 'grant': {
      const act = ({ key, person, pinOwn, pinNew }: GrantForm) =>
        grantAgencyKey(desk, { key, person, ownPin: pinOwn, newPin: pinNew })
      return run({ intent, shape: GrantForm, act }, fields)
    }
    case 'withdraw':
      return run({ intent, shape: WithdrawForm, act: (form) => desk.work((work) => withdrawAgencyKey(work, form)) }, fields)
    case 'revoke':
      return run({ intent, shape: RevokeForm, act: (form) => desk.work((work) => revokeKey(work, form.key)) }, fields)
    case 'seal-image':
      return runSealImage(desk, posted)
    default:
      return refusedAnswer(null, new Refused('bad-input', 'intent'))
  }
}
