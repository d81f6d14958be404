import type { Catalogue, FunctionRow } from '../generated/tables.sql.ts'

/** Tables with a column `agency` that need no reach policy, each with the reason. */
export const withoutReach: Readonly<Record<string, string>> = {
  'organisation.division': 'the directory is common knowledge of the province',
  'organisation.post': 'the directory is common knowledge of the province',
}

const functionsOf: Readonly<Record<string, readonly string[]>> = {
  lt_crossing: [
    'documents.answer_recall',
    'documents.ask_recall',
    'documents.bind_paper',
    'documents.enter_recall',
    'documents.handed_over',
    'documents.open_work',
    'documents.paper_on_its_way',
    'documents.release',
    'documents.replace_document',
    'documents.stale_arrivals',
    'documents.take_digitised',
    'documents.tell_sender',
    'signing.hurry_long_term',
    'signing.keys_of',
    'signing.long_term_faults',
    'signing.long_term_figures',
    'signing.take_long_term',
  ],
  lt_search: ['documents.find'],
  lt_public: [
    'documents.check_files',
    'documents.check_issued',
    'documents.log_head_at',
    'documents.log_index_of',
    'documents.log_leaf_of',
    'documents.log_nodes',
  ],
  lt_ledger: [
    'documents.lasting_unasked_at',
    'documents.log_add_head',
    'documents.log_add_nodes',
    'documents.log_append',
    'documents.log_heads',
    'documents.log_rows',
    'documents.log_tail',
    'documents.log_waiting',
    'documents.mark_judged',
    'documents.stale_issued',
    'documents.unjudged',
  ],
  lt_sealer: [
    'platform.audit_heads',
    'platform.audit_link_hash',
    'platform.audit_strays',
    'platform.audit_tail',
    'platform.check_audit',
    'platform.last_deed',
    'platform.link_audit',
    'platform.sign_audit_head',
  ],
  lt_statistics: [
    'statistics.after_delivery_changed',
    'statistics.after_delivery_handled',
    'statistics.after_delivery_issued',
    'statistics.after_delivery_made',
    'statistics.after_incoming_entered',
    'statistics.after_incoming_handled',
    'statistics.after_outgoing_changed',
    'statistics.after_outgoing_handled',
    'statistics.agency_months',
    'statistics.close',
    'statistics.close_handled',
    'statistics.closed',
    'statistics.closed_documents',
    'statistics.closed_monthly',
    'statistics.demonstration_documents',
    'statistics.exchange',
    'statistics.exchange_attention',
    'statistics.exchange_attention_documents',
    'statistics.exchange_documents',
    'statistics.exchange_paper_reasons',
    'statistics.fold',
    'statistics.fold_handled',
    'statistics.hamlet_readings',
    'statistics.handled_documents',
    'statistics.handled_mismatches',
    'statistics.mismatches',
    'statistics.monthly',
  ],
}

/** Parts of the functions above: owned by the same role, run with the rights of who calls them, so no door by themselves. */
const inner: readonly string[] = [
  'documents.issued_hashes',
  'documents.open_pieces',
  'documents.settle_recall',
  'statistics.book',
  'statistics.cited',
  'statistics.count_again',
  'statistics.figures',
  'statistics.handle',
  'statistics.hamlets_of',
  'statistics.handling',
  'statistics.identities',
  'statistics.in_figure',
  'statistics.in_handling',
  'statistics.is_committee',
  'statistics.issued_sheets',
  'statistics.matters',
  'statistics.months_of',
  'statistics.reach',
  'statistics.received_sheets',
  'statistics.recount',
  'statistics.recount_handled',
  'statistics.sheets',
]

/** Functions that run with the rights of the schema's owner, past every row policy; each tells identifiers or a yes at most. */
const ofTheOwner: Readonly<Record<string, string>> = {
  'app.seeding_now': 'reads whether the installation is a demonstration',
  'organisation.acting': 'who acts for whom is asked before anybody’s reach is known; identifiers and dates only',
  'organisation.mandate': 'which agencies a running inspection opens is asked before anybody’s reach is known; identifiers only',
  'signing.real_installation': 'one yes or no, asked by a constraint',
}

/** What the serving role must never change or delete, with the columns that it may. */
const kept: Readonly<Record<string, readonly string[]>> = {
  'documents.outgoing_history': [],
  'documents.check_code': [],
  'documents.incoming_history': [],
  'documents.outgoing_version': [],
  'documents.directive_note': [],
  'platform.audit': [],
  'signing.use': [],
  'organisation.inspected': [],
  'organisation.inspection_reading': [],
  // A number is bound once to its document and may be voided; triggers refuse everything else.
  'documents.number': ['document', 'voided_at', 'void_reason', 'bound_at'],
}
/** What the serving role must not even read: written by triggers and jobs alone. */
const closed = [
  'platform.audit_link',
  'platform.audit_head',
  'platform.audit_settled',
  'documents.log_leaf',
  'documents.log_node',
  'documents.log_head',
  'statistics.counted',
  'statistics.delta',
  'statistics.delta_history',
  'statistics.rollup',
  'statistics.version_of',
  'statistics.closed_document',
  'statistics.closed_figure',
]
/** What only the doors of sign-in read: password hashes, cookies, one-time links. */
const private_ = ['organisation.account', 'organisation.session', 'organisation.access_link', 'organisation.sign_in_try']

const bare = (name: string) => name.replace(/\(.*$/, '')
const rightsOn = ({ tables }: Catalogue, table: string, role: string) =>
  tables
    .find(({ name }) => name === table)
    ?.rights.filter((right) => right.role === role)
    .map(({ does }) => does) ?? []

/** Tables of agency data that row security does not keep apart, and reasons given for tables that no longer need one. */
export function unsecured({ tables }: Catalogue): string[] {
  const open = tables.filter(
    ({ columns, rights, secured, policies }) =>
      columns.some(({ name }) => name === 'agency') &&
      !(secured && (policies.some((one) => one.startsWith('reach (')) || !rights.some(({ role }) => role === 'lt_app'))),
  )
  const named = open.map(({ name }) => name)
  return [
    ...named.filter((name) => !(name in withoutReach)).map((name) => `${name}: no reach policy`),
    ...Object.keys(withoutReach)
      .filter((name) => !named.includes(name))
      .map((name) => `${name}: excused without need`),
  ]
}

/** Functions with more rights than their caller that nobody decided on, and decided ones that are gone. */
export function strangers({ functions }: Catalogue): string[] {
  const strong = functions.filter(({ definer, owner }) => definer || owner in functionsOf)
  const wanted = ({ name, owner, definer }: FunctionRow) => {
    if (owner in functionsOf) return definer ? functionsOf[owner]?.includes(bare(name)) : inner.includes(bare(name))
    return !owner.startsWith('lt_') && bare(name) in ofTheOwner
  }
  const there = strong.map(({ name, owner }) => `${owner}: ${bare(name)}`)
  return [
    ...strong.filter((one) => !wanted(one)).map(({ name, owner }) => `${owner}: ${name}`),
    ...Object.entries(functionsOf)
      .flatMap(([owner, names]) => names.map((name) => `${owner}: ${name}`))
      .filter((one) => !there.includes(one))
      .map((one) => `${one} is gone`),
  ]
}

/** Rights by which what was written for good could be changed, or what is closed read. */
export function unkept(catalogue: Catalogue): string[] {
  const changes = Object.entries(kept).flatMap(([table, columns]) =>
    rightsOn(catalogue, table, 'lt_app')
      .filter((does) => /^(UPDATE|DELETE|TRUNCATE)/.test(does))
      .filter((does) => {
        const listed = /^UPDATE \((.*)\)$/.exec(does)?.[1]?.split(', ')
        return !listed?.every((column) => columns.includes(column))
      })
      .map((does) => `${table}: ${does}`),
  )
  const reads = closed.flatMap((table) => rightsOn(catalogue, table, 'lt_app').map((does) => `${table}: ${does}`))
  const secrets = private_.flatMap((table) =>
    ['lt_crossing', 'lt_search', 'lt_statistics', 'lt_sealer', 'lt_public', 'lt_ledger'].flatMap((role) =>
      rightsOn(catalogue, table, role).map((does) => `${table}: ${role} ${does}`),
    ),
  )
  return [...changes, ...reads, ...secrets]
}
