import type { ReactNode } from 'react'

/** A piece with its examples, as the catalogue shows it. `flush` gives it the whole stage; `wide` both columns. */
export type Example = { name: string; view: ReactNode; wide?: boolean; flush?: boolean }
