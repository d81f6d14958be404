import type { Routes } from '#platform/http/routes.ts'
import { anchorApi } from './anchors/anchor.api.ts'
import { keyApi } from './keys/key.api.ts'

/** What the program mounts of signing, besides its pages. */
export const signingModule = {
  name: 'signing',
  api(routes: Routes) {
    keyApi(routes)
    anchorApi(routes)
  },
}
