import { useQueryClient } from '@tanstack/react-query'
import type { ContactBulk } from '#domains/contacts/bulk/schema.ts'
import { contacts } from '#domains/contacts/contract.ts'
import type { ContactRow, ContactType } from '#domains/contacts/schema.ts'
import { call, outdate } from '#web/calls.ts'
import { CONTACT_VISIBILITIES, TYPES } from '#web/features/contacts/words.ts'
import { formatCount } from '#web/kit/figures.ts'
import { notify, notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import type { Selection } from '#web/kit/table/use-selection.ts'

export type Audience = { visibility: ContactRow['visibility']; team_id: string | null; label: string }

/** One change to all that are selected; what was refused is said, and what was done can be undone. */
export function useContactBulk({ selected, clear }: Pick<Selection<ContactRow>, 'selected' | 'clear'>) {
  const queries = useQueryClient()
  const ids = selected.map(({ id }) => id)
  const again = () => outdate(queries, contacts.bulk.about)

  const change = async (
    made: ContactBulk,
    said: (count: string) => string,
    back: (done: ContactRow[]) => ContactBulk[],
  ) => {
    const { done, refused } = await call(contacts.bulk, {}, made)
    const changed = selected.filter(({ id }) => done.includes(id))
    clear()
    await again()
    if (refused[0]) notify(`${formatCount(refused.length, 'contact')} not changed: ${refused[0].reason}`)
    if (changed.length === 0) return
    notifyUndo(said(formatCount(changed.length, 'contact')), async () => {
      for (const undo of back(changed)) await call(contacts.bulk, {}, undo)
      await again()
    })
  }
  const run = (...given: Parameters<typeof change>) => change(...given).catch(notifyRefusal)

  return {
    tag: (tags: string[]) =>
      run(
        { action: 'tag', ids, tags },
        (count) => `${count} tagged ${tags.join(', ')}.`,
        (done) =>
          tags.flatMap((tag) =>
            of(
              done,
              (one) => !one.tags.includes(tag),
              (ids) => ({ action: 'untag', ids, tags: [tag] }),
            ),
          ),
      ),
    addType: (contact_type: ContactType) =>
      run(
        { action: 'add_type', ids, contact_type },
        (count) => `${count} marked as ${TYPES[contact_type].toLowerCase()}.`,
        (done) =>
          of(
            done,
            (one) => !one.contact_type.includes(contact_type),
            (ids) => ({ action: 'remove_type', ids, contact_type }),
          ),
      ),
    assign: ({ value, label }: { value: string; label: string }) =>
      run(
        { action: 'assign', ids, owner_id: value },
        (count) => `${count} assigned to ${label}.`,
        (done) =>
          [...Map.groupBy(done, ({ owner_id }) => owner_id)].map(([owner_id, all]) => ({
            ...{ action: 'assign', owner_id },
            ids: all.map(({ id }) => id),
          })),
      ),
    share: ({ visibility, team_id, label }: Audience) =>
      run(
        { action: 'share', ids, visibility, team_id },
        (count) => `${count} now visible to ${team_id ? label : label.toLowerCase()}.`,
        (done) =>
          [...Map.groupBy(done, (one) => `${one.visibility} ${one.team_id ?? ''}`).values()].flatMap(
            (all) => {
              const [first] = all
              if (!first) return []
              const { visibility, team_id } = first
              return [{ action: 'share', ids: all.map(({ id }) => id), visibility, team_id }]
            },
          ),
      ),
    toTrash: () =>
      run(
        { action: 'trash', ids },
        (count) => `${count} moved to the trash.`,
        (done) =>
          of(
            done,
            () => true,
            (ids) => ({ action: 'restore', ids }),
          ),
      ),
    restore: () =>
      run(
        { action: 'restore', ids },
        (count) => `${count} restored.`,
        (done) =>
          of(
            done,
            () => true,
            (ids) => ({ action: 'trash', ids }),
          ),
      ),
  }
}

/** A change back of those for which the change did something. */
function of(
  done: ContactRow[],
  changed: (one: ContactRow) => boolean,
  back: (ids: string[]) => ContactBulk,
): ContactBulk[] {
  const ids = done.filter(changed).map(({ id }) => id)
  return ids.length > 0 ? [back(ids)] : []
}

export const audiencesOf = (teams: { id: string; name: string }[]): Audience[] => [
  { visibility: 'private', team_id: null, label: CONTACT_VISIBILITIES.private },
  ...teams.map(({ id, name }) => ({ visibility: 'team' as const, team_id: id, label: name })),
  { visibility: 'organization', team_id: null, label: CONTACT_VISIBILITIES.organization },
]
