/**
 * What this module tells. Bodies hold identifiers only; a listener may hear an event twice.
 * - `organisation.agency-founded` { agency }
 * - `organisation.post-ended` { agency, person, from_post, to_post }: a post has ended or was moved (told on its last day or
 *   after it, never before); `to_post` takes over what is open, '' when nobody was named.
 * - `organisation.person-left` { agency, person, from_post, to_post }: the same for each post of a leaver.
 */
export type PostHandover = { agency: string; person: string; from_post: string; to_post: string }

/** Events on which open work goes from one post to another. */
export const handoverEvents = ['organisation.post-ended', 'organisation.person-left'] as const

/** The hand-over that an event tells of; an empty heir means that nobody was named. */
export const handoverIn = (body: Readonly<Record<string, string | number>>) => ({
  agency: String(body.agency),
  person: String(body.person),
  from: String(body.from_post),
  to: body.to_post ? String(body.to_post) : null,
})
