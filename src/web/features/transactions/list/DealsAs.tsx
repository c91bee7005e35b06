import { SegmentedControl } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'

const PAGES = { list: '/deals', board: '/deals/board', calendar: '/deals/calendar' } as const
type As = keyof typeof PAGES

/** The deals as a list, a board by stage, or a calendar. */
export function DealsAs({ shown }: { shown: As }) {
  const navigate = useNavigate()
  return (
    <SegmentedControl
      aria-label="Show deals as"
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
