import { Anchor, Progress as Bar, Card, Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure, useId } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Progress } from '#domains/transactions/plans/schema.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatCount, formatMoney } from '#web/kit/figures.ts'
import styles from './AgentYear.module.css'
import { PlansOf } from './PlansOf.tsx'

type Props = { year: Progress; alone: boolean; manage: boolean }

/** An agent's year toward their cap, with the deals behind it. */
export function AgentYear({ year, alone, manage }: Props) {
  const [open, { toggle }] = useDisclosure(alone)
  const id = useId()
  const { agent_name, year_from, year_until, brought_in, earned, deals } = year
  return (
    <Card withBorder p="md" component="section" aria-label={agent_name}>
      <UnstyledButton className={styles.head} onClick={toggle} aria-expanded={open} aria-controls={id}>
        <div className={styles.who}>
          <Text fw={600}>{agent_name}</Text>
          <Text size="xs" c="dimmed">
            {`${formatDay(year_from)} to ${formatDay(year_until)} · ${formatCount(deals.length, 'deal')}`}
          </Text>
        </div>
        <div className={styles.toward}>
          <TowardCap year={year} />
        </div>
        <IconChevronRight size={16} className={styles.chevron} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        <Stack gap="sm" pt="sm">
          <Group gap="lg" fz="sm">
            <Total label="Brought in" amount={brought_in} />
            <Total label="Earned" amount={earned} />
            <Total label="Kept by the company" amount={year.kept} />
            <Total label="To earn from pending deals" amount={year.pending_earned} />
          </Group>
          <Deals deals={deals} />
          <PlansOf user_id={year.user_id} agent_name={agent_name} manage={manage} />
        </Stack>
      </Collapse>
    </Card>
  )
}

function Total({ label, amount }: { label: string; amount: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600} className={styles.figure}>
        {formatMoney(amount)}
      </Text>
    </div>
  )
}

/** What the company has kept, what the pending deals add, and what is left. */
function TowardCap({ year: { cap, kept, left, pending_kept } }: { year: Progress }) {
  if (cap === null) return <Text size="sm" c="dimmed">{`No cap · ${formatMoney(kept)} kept`}</Text>
  const part = (amount: string) => (Number(cap) === 0 ? 0 : (Number(amount) / Number(cap)) * 100)
  const done = Math.min(100, part(kept))
  const next = Math.min(100 - done, part(pending_kept))
  const words = Number(left) === 0 ? 'Cap reached' : `${formatMoney(left ?? '0')} left`
  return (
    <>
      <Group justify="space-between" gap="xs" fz="sm" mb={4}>
        <Text inherit className={styles.figure}>{`${formatMoney(kept)} of ${formatMoney(cap)}`}</Text>
        <Text inherit fw={600} className={styles.figure}>
          {words}
        </Text>
      </Group>
      <Bar.Root
        size={10}
        aria-label={`${Math.round(done)}% of the cap reached, ${Math.round(next)}% pending`}
      >
        <Bar.Section value={done} color="green" />
        <Bar.Section value={next} color="var(--mantine-color-green-light-hover)" />
      </Bar.Root>
    </>
  )
}

function Deals({ deals }: { deals: Progress['deals'] }) {
  if (deals.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No deals in this year yet.
      </Text>
    )
  return (
    <div className={styles.scroll}>
      <table className={styles.deals}>
        <thead>
          <tr>
            <th>Deal</th>
            <th>Counts on</th>
            <th>Brought in</th>
            <th>Company keeps</th>
            <th>Agent gets</th>
          </tr>
        </thead>
        <tbody>
          {deals.map(({ transaction_id, address, closed, counts_on, brought_in, kept, amount }) => (
            <tr key={transaction_id} data-pending={!closed || undefined}>
              <td>
                {address ? (
                  <Anchor inherit component={Link} to={`/deals/${transaction_id}?tab=commission`}>
                    {address}
                  </Anchor>
                ) : (
                  'A deal that you don’t see'
                )}
                {!closed && <span className={styles.pending}> · pending</span>}
              </td>
              <td>{formatDay(counts_on)}</td>
              <td>{formatMoney(brought_in)}</td>
              <td>{formatMoney(kept)}</td>
              <td>{formatMoney(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
