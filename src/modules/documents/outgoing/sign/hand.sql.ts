import type { Kept } from '#platform/blobs/blobs.ts'
import type { Work } from '#platform/db/desk.ts'
import type { FileRole } from '../file.sql.ts'
import type { Outgoing } from '../outgoing.ts'

/** A scan of the paper; without readable text it is there only because the clerk looked for a secrecy stamp. */
export const addScan = (
  { tx, actor }: Work,
  doc: Outgoing,
  { kept, role, name, hasText }: { kept: Kept; role: FileRole; name: string; hasText: boolean },
) =>
  tx
    .insertInto('documents.outgoing_file')
    .values({
      outgoing: doc.id,
      agency: doc.agency,
      role,
      name,
      sha256: kept.sha256,
      media_type: kept.mediaType,
      size: kept.size,
      has_text: hasText,
      no_secret_stamp_by: hasText ? null : actor.post,
    })
    .execute()
