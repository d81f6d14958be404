import type { Installation } from '../crash/installation.ts'
import type { Line } from './result.ts'

export const benchReading = async (_installation: Installation): Promise<Line[]> => []
