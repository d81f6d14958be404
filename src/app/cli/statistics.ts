import type { Tx } from '#platform/db/desk.ts'
import {
  type Asked,
  adoptionsOf,
  type FormulaId,
  figuresOfAgency,
  formatShare,
  formulas,
  judgedIn,
  levelOf,
  provinceOf,
  ratesOf,
  scopeOf,
  share,
  sumOf,
  targetsOf,
} from '#statistics'
import { type Command, type Typed, wrongUse } from './command.ts'
import { agencyOf, reading } from './reading.ts'

function day(typed: Typed, name: string): string {
  const text = typed.need(name)
  const real = /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`)
  if (!real || Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== text) {
    throw wrongUse(`--${name} phải là ngày dạng 2026-11-30, không phải "${text}".`)
  }
  return text
}

const scopes = ['internal', 'between', 'external', 'all'] as const

async function exchange(tx: Tx, typed: Typed) {
  const [from, to, name] = [day(typed, 'from'), day(typed, 'to'), typed.option('scope') ?? 'all']
  const scope = scopes.find((one) => one === name)
  if (!scope) throw wrongUse(`--scope phải là một trong ${scopes.join(', ')}, không phải "${name}".`)
  if (from > to) throw wrongUse('--to phải từ ngày --from trở đi.')
  const agency = await agencyOf(tx, typed.need('agency'), to)
  const asked: Asked = { scopes: [scopeOf(scope)], from, to, at: null }
  const measures = sumOf(await figuresOfAgency(tx, agency.id, asked))
  const province = await provinceOf(tx)
  const adoptions = province === null ? [] : await adoptionsOf(tx, province)
  const targets = await targetsOf(
    tx,
    adoptions.map(({ roadmap }) => roadmap),
  )
  const about = { scope: scopeOf(scope), level: levelOf(agency), from, to }
  const judged = judgedIn({ province, targets, adoptions }, about, measures)
  return {
    agency: { code: agency.organId, name: agency.name },
    ...{ from, to, scope, unit: 'documents', measures, rates: ratesOf(measures) },
    targets: judged.map(({ target, role, verdict, gap }) => ({
      id: target.id,
      ...{ formula: target.formula, comparator: target.comparator, value: target.value, deadline: target.deadline },
      ...{ role, verdict, gap },
    })),
  }
}

function inWords({ agency, from, to, scope, measures, rates, targets }: Awaited<ReturnType<typeof exchange>>): string {
  const shown: FormulaId[] = [
    'E_DOC',
    'H_DOC',
    'P_DOC',
    'EANY_DOC',
    'ECOMPLETE_DOC',
    'CH_QLVB',
    'CH_EMAIL',
    'CH_PORTAL',
    'CH_SPECIALISED',
  ]
  return [
    `${agency.name} (${agency.code}), từ ${from} đến ${to}, phạm vi ${scope}: ${measures.documents} văn bản, trong đó ${measures.unnumbered} không số`,
    ...shown.map((id) => {
      const { part, whole } = rates[id]
      return `${formatShare(share(part, whole)).padStart(16)}  ${part} / ${whole}  ${formulas[id].words}`
    }),
    ...targets.map(({ id, formula, value, verdict }) => `Chỉ tiêu ${id} ${formula} ${value ?? '–'}: ${verdict ?? 'theo dõi'}`),
  ].join('\n')
}

export const command: Command = {
  name: 'statistics exchange',
  summary: 'Tỷ lệ trao đổi văn bản điện tử của một cơ quan, với tử số, mẫu số và chỉ tiêu.',
  options: [
    { name: 'agency', value: 'MÃ', required: true, means: 'mã định danh của cơ quan (QĐ 20/2020 hoặc 13 ký tự)' },
    { name: 'from', value: 'NGÀY', required: true, means: 'ngày đầu của kỳ, dạng 2026-11-01; tính theo lần gửi đầu tiên' },
    { name: 'to', value: 'NGÀY', required: true, means: 'ngày cuối của kỳ' },
    {
      name: 'scope',
      value: 'PHẠM-VI',
      means: 'internal (nội bộ), between (giữa các cơ quan), external (bên ngoài), all (tất cả; mặc định)',
    },
  ],
  examples: ['bin/lienthong statistics exchange --agency H99.2 --from 2026-11-01 --to 2026-11-30 --scope between --json'],
  run: async (typed) => {
    const found = await reading(typed, (tx) => exchange(tx, typed))
    return { status: 0, json: found, text: inWords(found) }
  },
}
