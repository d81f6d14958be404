import type { FileRoutes, Routes } from '#platform/http/routes.ts'

/** What a module gives to the program besides its pages (those are in routes.ts). */
export type Module = {
  name: string
  /** Mounts its operations under /api/v1. */
  api?: (routes: Routes) => void
  /** Mounts the files it lets people read under /tep. */
  files?: (routes: FileRoutes) => void
}

/** The table of contents, in the order of the house: imports go only to the left. */
export const modules: readonly Module[] = []
