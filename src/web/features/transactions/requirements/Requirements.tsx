import { Button, Group, Progress, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconChecklist, IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { requirements } from '#domains/transactions/requirements/contract.ts'
import type { DealRequirement, DealRequirements } from '#domains/transactions/requirements/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { formatCount } from '#web/kit/figures.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import { AddRequirementModal } from './AddRequirementModal.tsx'
import { Item } from './Item.tsx'
import { groupsOf, questionsOf, undecidedOf, waitingFor } from './lists.ts'
import { Questions } from './Questions.tsx'
import styles from './Requirements.module.css'

/** The documents that a deal needs: why, how each stands, and what is still to be said to know. */
export function Requirements({ deal }: { deal: TransactionDetail }) {
  const { data, error, refetch } = useCall(requirements.of_deal, { id: deal.id })
  const [adding, setAdding] = useState(false)
  if (error) return <Refused error={error} retry={refetch} />
  if (!data) return <RowsSkeleton rows={5} />
  const { needed, optional, done } = groupsOf(data.items)
  const open = deal.status === 'active' || deal.status === 'pending'
  return (
    <Stack gap="sm">
      {data.items.length === 0 ? <None review={deal.may.review} /> : <Summary {...data} open={open} />}
      {deal.may.review && <ToReview items={data.items} />}
      {open && deal.may.edit && <Questions deal={deal} questions={questionsOf(data.items)} />}
      <Items deal={deal} items={needed} />
      <Folded label={`${optional.length} optional`} deal={deal} items={optional} />
      <Folded label={`${done.length} done`} deal={deal} items={done} />
      {deal.may.edit && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => setAdding(true)}
        >
          Add document
        </Button>
      )}
      <AddRequirementModal id={deal.id} opened={adding} onClose={() => setAdding(false)} />
    </Stack>
  )
}

type Counts = Pick<DealRequirements, 'items' | 'required' | 'outstanding'> & { open: boolean }

function Summary({ items, required, outstanding, open }: Counts) {
  const done = required - outstanding
  const undecided = undecidedOf(items)
  const needed = outstanding - undecided
  if (required === 0) return null
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text size="sm" fw={500}>
          {outstanding === 0
            ? 'All required documents are approved'
            : open
              ? waitingFor(needed, undecided)
              : `${formatCount(outstanding, 'document')} not approved`}
        </Text>
        <Text size="sm" c="dimmed" className="figures">
          {`${done} of ${required}`}
        </Text>
      </Group>
      <Progress value={(done / required) * 100} size={4} aria-label="Required documents approved" />
    </div>
  )
}

/** The review begins with what was submitted for this deal. */
function ToReview({ items }: { items: DealRequirement[] }) {
  const [first, ...others] = items.filter(
    ({ state, requirement }) => state === 'submitted' && requirement !== 'not_applicable',
  )
  if (!first) return null
  return (
    <Button
      component={Link}
      to={`/deals/review?open=${first.id}`}
      size="compact-sm"
      variant="light"
      w="fit-content"
      leftSection={<IconChecklist size={14} />}
    >
      {`Review ${formatCount(others.length + 1, 'document')}`}
    </Button>
  )
}

function None({ review }: { review: boolean }) {
  return (
    <Text size="sm" c="dimmed">
      No document is required for this deal.{' '}
      {review && <Link to="/settings/required-documents">Set the rules of your organization</Link>}
    </Text>
  )
}

function Items({ deal, items }: { deal: TransactionDetail; items: DealRequirement[] }) {
  if (items.length === 0) return null
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <Item key={item.id} deal={deal} item={item} />
      ))}
    </ul>
  )
}

type FoldedProps = { label: string; deal: TransactionDetail; items: DealRequirement[] }

function Folded({ label, deal, items }: FoldedProps) {
  const [open, setOpen] = useState(false)
  if (items.length === 0) return null
  return (
    <div>
      <UnstyledButton fz="sm" c="dimmed" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Group gap={4}>
          {open ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
          {label}
        </Group>
      </UnstyledButton>
      {open && <Items deal={deal} items={items} />}
    </div>
  )
}
