import type { ImportFailure, ImportOutcome } from '#domains/identity/imports/schema.ts'
import type { FactType } from '#infra/facts/events.ts'
import { type Notices, notice } from '#infra/facts/notices.ts'
import type { ImportSubject } from './kind.ts'
import { filenameOf, IMPORTER } from './queries.ts'

type Facts = { imported: FactType<typeof ImportOutcome>; failed: FactType<typeof ImportFailure> }

/** The end of an import, for the person who began it. `thing` is “contact” or “deal”. */
export function importNotices(
  subject: ImportSubject,
  subject_type: string,
  thing: string,
  { imported, failed }: Facts,
): Notices {
  return {
    subject_type,
    title: filenameOf(subject),
    facts: [
      notice(imported, {
        label: `Your import of ${thing}s is done`,
        concerns: IMPORTER,
        own: true,
        sentence: ({ title, payload }) => `Import of ${title} is done${countsOf(payload, thing)}`,
      }),
      notice(failed, {
        label: `Your import of ${thing}s fails`,
        concerns: IMPORTER,
        own: true,
        sentence: ({ title, payload: { created, reason } }) =>
          [
            `Import of ${title} failed${created ? ` after ${counted(created, thing)}` : ''}`,
            reason?.replace(/\.$/, ''),
          ]
            .filter(Boolean)
            .join(': '),
      }),
    ],
  }
}

const counted = (count: number, thing: string) =>
  `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`

/** ": 1,200 contacts added, 4 filled in, 30 duplicates, 2 rows with errors" */
function countsOf(
  { created, filled, skipped, errors }: Partial<Record<'created' | 'filled' | 'skipped' | 'errors', number>>,
  thing: string,
): string {
  if (created === undefined) return ''
  return `: ${[
    `${counted(created, thing)} added`,
    filled && `${filled.toLocaleString('en-US')} filled in`,
    skipped && counted(skipped, 'duplicate'),
    errors && `${counted(errors, 'row')} with errors`,
  ]
    .filter(Boolean)
    .join(', ')}`
}
