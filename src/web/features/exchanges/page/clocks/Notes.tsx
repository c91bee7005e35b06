import { Anchor } from '@mantine/core'
import { IconHelpCircle, IconInfoCircle } from '@tabler/icons-react'
import type { ExchangeDeadlines } from '#domains/exchanges/deadlines/schema.ts'
import { useDialog } from '#web/features/exchanges/page/use-dialog.ts'
import { formatDaysIn } from '#web/kit/dates.tsx'
import styles from './Clocks.module.css'

type Props = { data: ExchangeDeadlines; edit: boolean }

/** What isn’t known yet, with the way to enter it, and questions for counsel or the CPA. */
export function Notes({ data: { missing, flags }, edit }: Props) {
  const { open } = useDialog()
  if (missing.length + flags.length === 0) return null
  return (
    <ul className={styles.notes} aria-label="Notes on the deadlines">
      {missing.map(({ field, text }) => (
        <li key={text}>
          <IconHelpCircle size={16} aria-hidden />
          <span>
            {formatDaysIn(text)}{' '}
            {edit && (
              <Anchor component="button" type="button" inherit onClick={() => open('facts')}>
                {field === 'return_due_date' ? 'Enter the tax return' : 'Enter it'}
              </Anchor>
            )}
          </span>
        </li>
      ))}
      {flags.map((flag) => (
        <li key={flag}>
          <IconInfoCircle size={16} aria-hidden />
          <span>{formatDaysIn(flag)}</span>
        </li>
      ))}
    </ul>
  )
}
