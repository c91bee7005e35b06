import { Kbd, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { extractions } from '#domains/documents/extractions/contract.ts'
import type { Extraction } from '#domains/documents/extractions/schema.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { everyOf } from '#web/calls.ts'
import { fieldLabel, fieldOrder, readingOf } from '#web/features/documents/words.ts'
import { onPage } from '#web/kit/on-page.ts'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { AcceptMenu } from './AcceptMenu.tsx'
import styles from './KeyTerms.module.css'
import { type Place, placeOf } from './places.ts'
import { TermRow } from './TermRow.tsx'
import { TypeLine } from './TypeLine.tsx'
import { useDecide } from './use-decide.ts'

type Props = { document: DocumentDetail; setPlace: (place: Place | null) => void }

/** What was read, beside where it stands; nothing of it counts before a person has accepted it. */
export function KeyTerms({ document, setPlace }: Props) {
  const { data, error } = useQuery({
    ...everyOf(extractions.all, { id: document.id }),
    enabled: document.status !== 'processing',
  })
  return (
    <Stack gap="md">
      <TypeLine document={document} />
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={6} />}
      {data?.length === 0 && readingOf(document).state === 'ready' && (
        <Empty title="No key terms found">
          Dates, amounts, parties and addresses appear here when the document has them.
        </Empty>
      )}
      {data && data.length > 0 && <Values document={document} extractions={data} setPlace={setPlace} />}
    </Stack>
  )
}

function Values({ document, extractions, setPlace }: Props & { extractions: Extraction[] }) {
  const { decide, acceptSure } = useDecide(document.id)
  const [aimed, setAimed] = useState<string | null>(null)
  const [correcting, setCorrecting] = useState<string | null>(null)
  const groups = [...Map.groupBy(extractions, ({ field }) => field)].toSorted(
    ([a], [b]) => fieldOrder(a) - fieldOrder(b),
  )
  const ordered = groups.flatMap(([, values]) => values)
  const first = document.may.edit ? ordered.findIndex(({ state }) => state === 'proposed') : -1
  const aimedAt = ordered.findIndex(({ id }) => id === aimed)
  const at = aimedAt < 0 ? first : aimedAt
  const chosen = ordered[at]

  const walk = (step: number) => {
    const next = Math.min(ordered.length - 1, Math.max(0, at + step))
    const row = ordered[next] && window.document.getElementById(`value-${ordered[next].id}`)
    row?.querySelector('button')?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }
  const aim = (extraction: Extraction) => {
    setAimed(extraction.id)
    setPlace(placeOf(extraction))
  }
  const act = (state: Extraction['state']) => {
    if (!chosen || !document.may.edit) return
    decide(chosen, { state })
    walk(1)
  }
  const plain = { preventDefault: false }
  useHotkeys([
    ['j', onPage(() => walk(1)), plain],
    ['k', onPage(() => walk(-1)), plain],
    ['ArrowDown', onPage(() => walk(1)), plain],
    ['ArrowUp', onPage(() => walk(-1)), plain],
    ['a', onPage(() => act('accepted')), plain],
    ['r', onPage(() => act('rejected')), plain],
    ['e', onPage(() => chosen && document.may.edit && setCorrecting(chosen.id)), plain],
  ])

  return (
    <div>
      {document.may.edit && <AcceptMenu extractions={extractions} accept={acceptSure} />}
      {document.may.edit && (
        <Text size="xs" c="dimmed" mb={6} data-keys>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> move · <Kbd size="xs">a</Kbd> accept ·{' '}
          <Kbd size="xs">r</Kbd> reject · <Kbd size="xs">e</Kbd> edit
        </Text>
      )}
      {groups.map(([field, values]) => (
        <section key={field} className={styles.group}>
          <h3 className={styles.field}>{fieldLabel(field)}</h3>
          <div className={styles.values}>
            {values.map((extraction) => (
              <TermRow
                key={extraction.id}
                extraction={extraction}
                mayDecide={document.may.edit}
                active={chosen?.id === extraction.id}
                correcting={correcting === extraction.id}
                setCorrecting={(on) => setCorrecting(on ? extraction.id : null)}
                onAim={() => aim(extraction)}
                onPoint={(on) => setPlace(on ? placeOf(extraction) : chosen ? placeOf(chosen) : null)}
                decide={(decision) => decide(extraction, decision)}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
