import { SegmentedControl } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'

const PAGES = { list: '/exchanges', board: '/exchanges/board', calendar: '/exchanges/calendar' } as const
type As = keyof typeof PAGES

/** The exchanges as a list, a board by status, or a calendar of their deadlines. */
export function ExchangesAs({ shown }: { shown: As }) {
  const navigate = useNavigate()
  return (
    <SegmentedControl
      aria-label="Show exchanges as"
      value={shown}
      onChange={(as) => navigate({ to: PAGES[as as As] })}
      data={[
        { value: 'list', label: 'List' },
        { value: 'board', label: 'Board' },
        { value: 'calendar', label: 'Calendar' },
      ]}
    />
  )
}
