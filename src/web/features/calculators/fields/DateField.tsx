import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import { dayPattern, mistakeOf, parseDay, showDay } from './text-fact.ts'
import { useDraft } from './use-draft.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'error'> & {
  value: string
  onFact: (fact: string) => void
  error?: string | null
}

/** A day, typed or picked. */
export function DateField({ value, onFact, error, ...props }: Props) {
  const { input, typing } = useDraft(value, onFact, { parse: parseDay, show: showDay })
  const [opened, setOpened] = useState(false)
  const day = parseDay(value)
  const wrong = value !== '' && day === undefined ? mistakeOf(value) : error
  const pick = (picked: string | null) => {
    onFact(picked ?? '')
    setOpened(false)
  }
  return (
    <TextInput
      placeholder={dayPattern()}
      autoComplete="off"
      {...props}
      {...input}
      error={typing ? null : wrong}
      rightSection={
        <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon
              aria-label={`Pick: ${props['aria-label'] ?? props.label}`}
              onClick={() => setOpened(!opened)}
            >
              <IconCalendar size={16} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              value={day ?? null}
              {...(day ? { defaultDate: day } : {})}
              onChange={pick}
              firstDayOfWeek={0}
              ariaLabels={CALENDAR_WORDS}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  )
}

const CALENDAR_WORDS = {
  nextMonth: 'Next month',
  previousMonth: 'Previous month',
  monthLevelControl: 'Choose a month',
  yearLevelControl: 'Choose a year',
}
