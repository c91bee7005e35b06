import { ActionIcon, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { stepFrom } from '#domains/transactions/rules/stages.ts'
import type { Stage, TransactionRow } from '#domains/transactions/schema.ts'
import { NextIn, priceOf } from '#web/features/transactions/list/columns.tsx'
import { StageMenu } from '#web/features/transactions/stages/StageMenu.tsx'
import type { Moved } from '#web/features/transactions/stages/steps.ts'
import { useMayEdit } from '#web/features/transactions/use-may-edit.ts'
import { STAGES } from '#web/features/transactions/words.ts'
import styles from '#web/kit/board/Board.module.css'
import { Status } from '#web/kit/StatusPill.tsx'

/** What is dragged: the id of a deal. */
const DRAGGED = 'application/x-deedline-deal'

type Step = (deal: Moved, to: Stage) => void
type Props = {
  stage: Stage
  deals: TransactionRow[]
  /** How many there are, also beyond those shown. */
  count: number
  all: TransactionRow[]
  step: Step
}

/** The deals of one stage. */
export function Column({ stage, deals, count, all, step }: Props) {
  const [over, setOver] = useState(false)
  const mayEdit = useMayEdit()
  const drop = (event: DragEvent) => {
    setOver(false)
    const deal = all.find(({ id }) => id === event.dataTransfer.getData(DRAGGED))
    if (!deal || deal.stage === stage || !stepFrom(deal.stage, stage)) return
    event.preventDefault()
    step(deal, stage)
  }
  return (
    <section
      className={styles.column}
      aria-label={STAGES[stage][0]}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles.head}>
        <Status of={STAGES} status={stage} />
        <Text span size="sm" c="dimmed">
          {count}
        </Text>
      </div>
      {deals.map((deal) => (
        <Card key={deal.id} deal={deal} step={mayEdit(deal) ? step : undefined} />
      ))}
    </section>
  )
}

function Card({ deal, step }: { deal: TransactionRow; step: Step | undefined }) {
  const { id, address, client_names } = deal
  return (
    <article
      className={styles.card}
      draggable={step !== undefined}
      onDragStart={({ dataTransfer }) => dataTransfer.setData(DRAGGED, id)}
    >
      <div className={styles.top}>
        <Link to="/deals/$id" params={{ id }}>
          {address}
        </Link>
        {step && (
          <StageMenu deal={deal} step={step}>
            <ActionIcon size={24} variant="subtle" color="gray" aria-label={`Move ${address}`}>
              <IconDots size={15} />
            </ActionIcon>
          </StageMenu>
        )}
      </div>
      <Text size="xs" c="dimmed">
        {[client_names.join(', '), priceOf(deal)].filter(Boolean).join(' · ')}
      </Text>
      <Text size="xs">
        <NextIn deal={deal} />
      </Text>
    </article>
  )
}
