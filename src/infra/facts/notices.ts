import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { FactType } from '#infra/facts/events.ts'

/**
 * Which facts about one kind of subject people are notified of, as far as they are its audience. The expressions are SQL, so that a batch of facts is one
 * statement for all people of an organization. They speak of the fact `f`, a row of `events`, and the member `m`.
 */
export type Notices = {
  subject_type: string
  /** What the subject of the notification `n` is called, under the policies of the person who reads; null: they don't see it. */
  title: RawBuilder<string | null>
  facts: Notice[]
}

/** What a sentence is made from. `actor` is null where no member did it: a guest, or the product itself. */
export type Notified<P = unknown> = { actor: string | null; title: string; payload: P }

export type Notice = {
  fact: string
  /** When it comes, for the settings: "Someone comments on a document of yours". */
  label: string
  /** A SELECT of the `user_id` of those whom the fact `f` concerns. */
  concerns: RawBuilder<unknown>
  /** One quiet sentence in plain words. */
  sentence: (notified: Notified) => string
}

/** `sentence` reads the payload as its fact has it; one of an older version that lacks something says less. */
export function notice<P extends z.ZodType>(
  type: FactType<P>,
  {
    label,
    concerns,
    sentence,
  }: Pick<Notice, 'label' | 'concerns'> & { sentence: (notified: Notified<Partial<z.output<P>>>) => string },
): Notice {
  return {
    fact: type.name,
    label,
    concerns,
    sentence: (notified) =>
      sentence({ ...notified, payload: type.payload.safeParse(notified.payload).data ?? {} }),
  }
}
