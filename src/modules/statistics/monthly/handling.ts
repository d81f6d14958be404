import type { Ratio } from '../exchange/definition.ts'

/**
 * What is counted of the handling of documents, spelled as the columns of `statistics.handled`: of documents issued first, then of
 * documents registered. Every share of the periodic report (S1 1, S1 5) is a ratio of these.
 */
export const handlingNames = [
  ...(['issued', 'created', 'walked', 'went', 'signed_person', 'signed_agency', 'signed', 'whole'] as const),
  ...(['received', 'received_e', 'received_p', 'to_process', 'processed'] as const),
] as const
export type HandlingName = (typeof handlingNames)[number]
export type Handling = Record<HandlingName, number>

export const noHandling = (): Handling => Object.fromEntries(handlingNames.map((name) => [name, 0])) as Handling

/** The sum of sheets. Shares of a group are ratios of such sums, never means of shares. */
export function handlingSum(sheets: Iterable<Handling>): Handling {
  const sum = noHandling()
  for (const sheet of sheets) for (const name of handlingNames) sum[name] += sheet[name]
  return sum
}

type Formula = { words: string; clause: string; part: HandlingName; whole: HandlingName }

/** Every share of handling: in words, with the clause that asks for it, as a part of a whole. */
// biome-ignore format: a table
export const handlingFormulas = {
  EPROC:   { words: 'Văn bản tạo lập, xử lý, ký số và gửi trên môi trường điện tử / văn bản phát hành', clause: 'S1 1', part: 'whole', whole: 'issued' },
  CREATED: { words: 'Văn bản tạo lập trên hệ thống / văn bản phát hành', clause: 'S1 1', part: 'created', whole: 'issued' },
  WALKED:  { words: 'Văn bản trình, duyệt trọn trên hệ thống / văn bản phát hành', clause: 'S1 1', part: 'walked', whole: 'issued' },
  SIGN_E:  { words: 'Văn bản có đủ chữ ký số / văn bản phát hành', clause: 'S1 1, S1 5', part: 'signed', whole: 'issued' },
  WENT:    { words: 'Văn bản mọi nơi nhận đều được gửi điện tử / văn bản phát hành', clause: 'S1 1', part: 'went', whole: 'issued' },
  RECV_E:  { words: 'Văn bản đến bằng đường điện tử / văn bản đến', clause: 'S1 5', part: 'received_e', whole: 'received' },
  PROC_E:  { words: 'Văn bản đến xử lý trọn trên hệ thống / văn bản đến phải xử lý', clause: 'S1 5', part: 'processed', whole: 'to_process' },
} as const satisfies Record<string, Formula>
export type HandlingFormula = keyof typeof handlingFormulas
export const handlingFormulaIds = Object.keys(handlingFormulas) as HandlingFormula[]

export const handlingRatio = (formula: HandlingFormula, of: Handling): Ratio => ({
  part: of[handlingFormulas[formula].part],
  whole: of[handlingFormulas[formula].whole],
})

/** The columns of the periodic report that open a list of documents, as they stand in addresses, with the measure behind each. */
export const handlingColumns = {
  issued: 'Văn bản phát hành',
  created: 'Tạo lập trên hệ thống',
  walked: 'Trình, duyệt trọn trên hệ thống',
  went: 'Gửi điện tử đến mọi nơi nhận',
  'signed-person': 'Ký số cá nhân',
  'signed-agency': 'Ký số cơ quan',
  signed: 'Có đủ chữ ký số',
  whole: 'Trọn vẹn trên môi trường điện tử',
  'not-whole': 'Chưa trọn vẹn trên môi trường điện tử',
  received: 'Văn bản đến',
  'received-e': 'Nhận bằng đường điện tử',
  'received-p': 'Chỉ nhận bản giấy',
  'to-process': 'Phải xử lý',
  processed: 'Xử lý trọn trên hệ thống',
  'not-processed': 'Chưa xử lý trọn trên hệ thống',
} as const
export type HandlingColumn = keyof typeof handlingColumns
export const handlingColumnIds = Object.keys(handlingColumns) as [HandlingColumn, ...HandlingColumn[]]
