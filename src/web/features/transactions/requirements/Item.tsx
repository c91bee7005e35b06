import { ActionIcon, Anchor, Popover, Text } from '@mantine/core'
import { IconFile, IconScale } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { DealRequirement } from '#domains/transactions/requirements/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { Moment } from '#web/kit/dates.tsx'
import { Status, StatusPill } from '#web/kit/StatusPill.tsx'
import { Acts } from './Acts.tsx'
import styles from './Requirements.module.css'
import { factInSentence, REQUIREMENT_STATES } from './words.ts'

/** One document that a deal needs. */
export function Item({ deal, item }: { deal: TransactionDetail; item: DealRequirement }) {
  const { id, name, requirement, reason, citation, missing, state, message } = item
  const named = useLocation({ select: ({ hash }) => hash === `requirement-${id}` })
  const ref = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (named) ref.current?.scrollIntoView({ block: 'center' })
  }, [named])
  return (
    <li ref={ref} className={styles.item} data-named={named || undefined}>
      <div className={styles.what}>
        <div className={styles.name}>
          <Text span size="sm" fw={500}>
            {name}
          </Text>
          {requirement === 'not_applicable' ? (
            <StatusPill tone="draft">Not needed anymore</StatusPill>
          ) : missing.length > 0 && state === 'open' ? (
            <StatusPill tone="soon">May be needed</StatusPill>
          ) : (
            <Status of={REQUIREMENT_STATES} status={state} />
          )}
          {citation && <Citation text={citation} />}
        </div>
        <Text size="xs" c="dimmed" component="div">
          {missing.length > 0
            ? `Not known yet: ${missing.map(factInSentence).join(', ')}`
            : [requirement === 'optional' && 'Optional', reason].filter(Boolean).join(' · ')}
        </Text>
        <Submitted item={item} />
        {message && (
          <Text size="xs" className={state === 'rejected' ? styles.message : undefined}>
            {message}
          </Text>
        )}
      </div>
      <Acts deal={deal} item={item} />
    </li>
  )
}

function Citation({ text }: { text: string }) {
  return (
    <Popover position="top" withArrow shadow="sm" width={300}>
      <Popover.Target>
        <ActionIcon
          size={20}
          variant="subtle"
          color="gray"
          aria-label="Show the law or form"
          style={{ alignSelf: 'center' }}
        >
          <IconScale size={13} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs">{text}</Text>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The document, and who submitted and reviewed it. */
function Submitted({ item }: { item: DealRequirement }) {
  const { document_id, document_title, document_version, state, since } = item
  const { submitted_by_name, reviewed_by_name } = item
  const by = reviewed_by_name ?? submitted_by_name
  if (!document_id && !reviewed_by_name) return null
  return (
    <Text size="xs" c="dimmed" component="div">
      {document_id && (
        <span className={styles.file}>
          <IconFile size={14} stroke={1.6} aria-hidden />
          {document_title ? (
            <Anchor inherit component={Link} to={`/documents/${document_id}`} truncate>
              {document_title}
            </Anchor>
          ) : (
            'A document you can’t see'
          )}
          {(document_version ?? 1) > 1 && `, version ${document_version}`}
        </span>
      )}
      {document_id && by && ' · '}
      {by && `${VERBS[state] ?? 'Submitted'} by ${by} `}
      {by && <Moment at={since} />}
    </Text>
  )
}

const VERBS: Partial<Record<DealRequirement['state'], string>> = {
  approved: 'Approved',
  rejected: 'Rejected',
  not_applicable: 'Marked as not applicable',
}
