/** A body with its own books and identifier (DESIGN 5.14); `hasSeal` false: sealed by `sealedBy`. Dates are yyyy-mm-dd. */
export type Agency = {
  id: string
  parent: string | null
  name: string
  shortName: string
  symbol: string
  organId: string
  code13: string | null
  level: 'CENTRAL' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'HAMLET'
  kind: 'STATE' | 'PARTY' | 'MASS_ORGANISATION' | 'PUBLIC_UNIT' | 'UNDER_ANOTHER_SEAL'
  place: string
  hasSeal: boolean
  sealedBy: string | null
  reachable: boolean
  effectiveFrom: string
  effectiveTo: string | null
}

export type Division = { id: string; agency: string; name: string; symbol: string }
