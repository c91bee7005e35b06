import { ActionIcon, Button, Group, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatMonthAndYear } from '#web/kit/dates.tsx'
import { monthAfter } from './month.ts'

type Props = {
  month: string
  /** The last month, where more than one is shown. */
  until?: string
  /** The month that it is now. */
  current: string
  show: (month: string | undefined) => void
  children?: ReactNode
}

/** Which month is shown, and the way to others. */
export function MonthHead({ month, until, current, show, children }: Props) {
  const to = (next: string) => show(next === current ? undefined : next)
  return (
    <Group gap="xs" mb="sm">
      <ActionIcon variant="default" aria-label="Previous month" onClick={() => to(monthAfter(month, -1))}>
        <IconChevronLeft size={17} />
      </ActionIcon>
      <ActionIcon variant="default" aria-label="Next month" onClick={() => to(monthAfter(month, 1))}>
        <IconChevronRight size={17} />
      </ActionIcon>
      <Title order={2} fz={17}>
        {[month, until].flatMap((one) => (one ? [formatMonthAndYear(`${one}-01`)] : [])).join(' to ')}
      </Title>
      {month !== current && (
        <Button variant="default" size="compact-sm" onClick={() => to(current)}>
          Today
        </Button>
      )}
      {children}
    </Group>
  )
}
