import { Anchor, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { documents } from '#domains/documents/contract.ts'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { answerTo } from '#web/calls.ts'
import { DocumentState } from '#web/features/documents/list/DocumentState.tsx'
import { TypeName } from '#web/features/documents/TypeName.tsx'
import type { DocumentQuery } from '#web/features/documents/view.ts'
import { titleOf } from '#web/features/documents/words.ts'
import { DocumentChip } from '#web/kit/chips.tsx'
import { formatInstant, Moment, useNow } from '#web/kit/dates.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { readerHour } from '#web/kit/reader.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMay, useSession } from '#web/session.ts'
import styles from './Today.module.css'

const SHOWN = 6

/** What waits for this person, and what is new: rows of the API, nothing made up. */
export function Today() {
  const user = useSession()?.user
  const now = useNow()
  const edit = useMay('documents.edit')
  return (
    <>
      <PageHeader
        title={`Good ${partOfDay(now)}, ${user?.first_name ?? ''}`}
        tab="Today"
        note={formatInstant(now.toISOString())}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing={28} verticalSpacing={28}>
        {edit && (
          <Block
            title="To review"
            query={{ needs_review: true, sort: 'oldest' }}
            all="/documents/review"
            empty="Nothing waits for your eye."
          />
        )}
        {edit && (
          <Block
            title="Couldn't be read"
            query={{ readable: false }}
            all="/documents?readable=false"
            empty="Every file could be read."
          />
        )}
        <Block
          title="New documents"
          query={{}}
          all="/documents?sort=newest"
          empty="Drop files on the documents page; they appear here."
        />
        <Block
          title="Shared with me"
          query={{ shared_with_me: true }}
          all="/documents?shared_with_me=true"
          empty="What colleagues share with you appears here."
        />
      </SimpleGrid>
    </>
  )
}

type BlockProps = {
  title: string
  query: DocumentQuery
  all?: string
  empty: string
}

function Block({ title, query, all, empty }: BlockProps) {
  const { data, error } = useQuery({
    ...answerTo(documents.all, { limit: SHOWN, ...query }),
    placeholderData: keepPreviousData,
  })
  const found = data?.items
  return (
    <section>
      <Group justify="space-between" className={styles.head}>
        <Title order={2}>{title}</Title>
        {all && found && found.length > 0 && (
          <Anchor component={Link} to={all} size="sm" c="var(--accent-text)">
            All
          </Anchor>
        )}
      </Group>
      {error && <Refused error={error} />}
      {!found && !error && <RowsSkeleton rows={4} />}
      {found?.length === 0 && (
        <Text size="sm" c="dimmed" py="xs">
          {empty}
        </Text>
      )}
      {found?.map((document) => (
        <Row key={document.id} document={document} />
      ))}
    </section>
  )
}

function Row({ document }: { document: DocumentHit }): ReactNode {
  const { id, mime_type, document_type, status, needs_review, created_at } = document
  const stands = status === 'ready' && !needs_review
  return (
    <div className={styles.row}>
      <DocumentChip id={id} title={titleOf(document)} mime_type={mime_type} />
      <span className={styles.note}>
        {!stands && <DocumentState document={document} />}
        {stands && document_type && <TypeName document={document} />}
        <Moment at={created_at} />
      </span>
    </div>
  )
}

function partOfDay(now: Date): string {
  const hour = readerHour(now)
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
}
