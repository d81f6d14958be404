import type { Routes } from '#platform/http/routes.ts'
import { assignmentApi } from './assignments/assignment.api.ts'
import { incomingApi } from './incoming/incoming.api.ts'
import { outgoingApi } from './outgoing/outgoing.api.ts'

/** What the program mounts of documents, besides its pages. */
export const documentsModule = {
  name: 'documents',
  api(routes: Routes) {
    outgoingApi(routes)
    incomingApi(routes)
    assignmentApi(routes)
  },
}
