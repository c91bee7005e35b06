import { Alert, Button, Group, Kbd, Select, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { extractions } from '#domains/documents/extractions/contract.ts'
import { ACCEPTED_FROM, type DocumentDetail, type Extraction } from '#domains/documents/schema.ts'
import { everyOf } from '#web/calls.ts'
import { CATEGORIES } from '#web/features/documents/categories.ts'
import { DOCUMENT_TYPES, fieldLabel, options, readingOf } from '#web/features/documents/words.ts'
import { formatPercent } from '#web/kit/figures.ts'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { type Place, placeOf } from './places.ts'
import { useDecide } from './use-decide.ts'
import { useDocumentActions } from './use-document-actions.ts'
import { ValueRow } from './ValueRow.tsx'
import styles from './ValuesTab.module.css'

type Props = { document: DocumentDetail; setPlace: (place: Place | null) => void }

/** What was read, beside where it stands; nothing of it counts before a person has accepted it. */
export function ValuesTab({ document, setPlace }: Props) {
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
        <Empty title="No values were found">
          Dates, amounts, parties and addresses appear here when the text names them.
        </Empty>
      )}
      {data && data.length > 0 && <Values document={document} extractions={data} setPlace={setPlace} />}
    </Stack>
  )
}

function TypeLine({ document }: { document: DocumentDetail }) {
  const { setType } = useDocumentActions(document)
  const { document_type: type, category, confidence_score, type_source, needs_review, may, status } = document
  if (status === 'processing') return null
  const unread = readingOf(document).state !== 'ready'
  const certain =
    type_source === 'person'
      ? 'said by a person'
      : confidence_score === null || unread
        ? null
        : `${formatPercent(confidence_score)} sure`
  return (
    <div>
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={500} component="label" htmlFor="document-type">
          Type
        </Text>
        <Group gap="sm">
          {certain && (
            <Text size="xs" c={needs_review ? 'var(--soon-text)' : 'dimmed'} className="figures">
              {[category && !needs_review && CATEGORIES[category], certain].filter(Boolean).join(' · ')}
            </Text>
          )}
          <Select
            id="document-type"
            size="xs"
            w={170}
            searchable
            allowDeselect={false}
            disabled={!may.edit}
            data={options(DOCUMENT_TYPES)}
            value={unread && type_source !== 'person' ? null : type}
            placeholder="Not known"
            onChange={(next) =>
              next &&
              setType(
                next as keyof typeof DOCUMENT_TYPES,
                `It is filed as ${DOCUMENT_TYPES[next as keyof typeof DOCUMENT_TYPES].toLowerCase()}.`,
              )
            }
          />
        </Group>
      </Group>
      {may.edit && unread && type_source !== 'person' && (
        <Alert color="amber" mt="xs" p="xs" title="Couldn't be read">
          <Text size="sm">
            Open the file and choose its type, or upload a copy that can be read as a new version.
          </Text>
        </Alert>
      )}
      {needs_review && may.edit && !unread && (
        <Alert color="amber" mt="xs" p="xs">
          <Group gap="sm" justify="space-between">
            <Text size="sm">
              {type ? `Is this: ${DOCUMENT_TYPES[type].toLowerCase()}?` : 'We could not tell what this is.'}{' '}
              {type ? 'We are not sure.' : 'Choose its type.'}
            </Text>
            {type && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => setType(type, 'Thank you: the type is settled.')}
              >
                Yes, it is
              </Button>
            )}
          </Group>
        </Alert>
      )}
    </div>
  )
}

function Values({ document, extractions, setPlace }: Props & { extractions: Extraction[] }) {
  const { decide, acceptSure } = useDecide(document.id)
  const sure = extractions.filter(
    ({ state, confidence }) => state === 'proposed' && confidence >= ACCEPTED_FROM,
  )
  const [aimed, setAimed] = useState<string | null>(null)
  const [correcting, setCorrecting] = useState<string | null>(null)
  const groups = [...Map.groupBy(extractions, ({ field }) => field)]
  const ordered = groups.flatMap(([, values]) => values)
  const at = ordered.findIndex(({ id }) => id === aimed)
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
  useHotkeys([
    ['j', () => walk(1)],
    ['k', () => walk(-1)],
    ['a', () => act('accepted')],
    ['r', () => act('rejected')],
    ['e', () => chosen && document.may.edit && setCorrecting(chosen.id)],
  ])

  return (
    <div>
      {document.may.edit && sure.length > 1 && (
        <Button size="compact-sm" variant="default" mb={8} onClick={acceptSure}>
          Accept the {sure.length} values that are at least {formatPercent(ACCEPTED_FROM)} sure
        </Button>
      )}
      {document.may.edit && (
        <Text size="xs" c="dimmed" mb={6} visibleFrom="sm">
          <Kbd size="xs">j</Kbd> <Kbd size="xs">k</Kbd> walk · <Kbd size="xs">a</Kbd> accept ·{' '}
          <Kbd size="xs">r</Kbd> reject · <Kbd size="xs">e</Kbd> correct
        </Text>
      )}
      {groups.map(([field, values]) => (
        <section key={field} className={styles.group}>
          <h3 className={styles.field}>{fieldLabel(field)}</h3>
          <div className={styles.values}>
            {values.map((extraction) => (
              <ValueRow
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
