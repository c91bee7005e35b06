import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { FactType } from '#infra/facts/events.ts'

/**
 * Which facts about one kind of subject people in its audience are notified of. The expressions are SQL, so one
 * statement handles a batch of facts for everyone in an organization. They refer to the fact `f`, a row of `events`,
 * and the member `m`.
 */
export type Notices = {
  subject_type: string
  /** The title of the subject of notification `n`, under the reader's policies; null if the reader can't see it. */
  title: RawBuilder<string | null>
  facts: Notice[]
}

/** The input for a sentence. `actor` is null when no member acted: a guest or the product did. */
export type Notified<P = unknown> = { actor: string | null; title: string; payload: P }

export type Notice = {
  fact: string
  /** Describes in the settings when it is sent: "Someone comments on a document of yours". */
  label: string
  /** A SELECT of the `user_id` of each person that the fact `f` concerns. */
  concerns: RawBuilder<unknown>
  /** Also for the person who did it: what they began ends while they do something else. */
  own?: boolean
  /** One calm sentence in plain words. */
  sentence: (notified: Notified) => string
}

/**
 * `sentence` reads the payload in the shape of its fact; a payload of an older version that lacks a field gives a
 * shorter sentence.
 */
export function notice<P extends z.ZodType>(
  type: FactType<P>,
  {
    label,
    concerns,
    own = false,
    sentence,
  }: Pick<Notice, 'label' | 'concerns' | 'own'> & {
    sentence: (notified: Notified<Partial<z.output<P>>>) => string
  },
): Notice {
  return {
    fact: type.name,
    label,
    concerns,
    own,
    sentence: (notified) =>
      sentence({ ...notified, payload: type.payload.safeParse(notified.payload).data ?? {} }),
  }
}
