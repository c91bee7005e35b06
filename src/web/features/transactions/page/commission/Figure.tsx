import { Text, UnstyledButton } from '@mantine/core'
import { useDisclosure, useId } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatMoney } from '#web/kit/figures.ts'
import styles from './Steps.module.css'

type Props = {
  name: ReactNode
  note?: ReactNode
  amount: string
  /** How it comes about; a figure without steps doesn't open. */
  formula: string[]
  sign?: '−' | ''
  main?: boolean
}

/** A figure that opens to show how it comes about. */
export function Figure({ name, note, amount, formula, sign = '', main = false }: Props) {
  const [open, { toggle }] = useDisclosure()
  const steps = useId()
  const content = (
    <>
      <span className={styles.name}>
        {name}
        {note && (
          <Text span inherit c="dimmed" fw={400}>
            {` · ${note}`}
          </Text>
        )}
      </span>
      <span className={styles.amount}>{`${sign}${formatMoney(amount)}`}</span>
    </>
  )
  if (formula.length === 0)
    return (
      <div className={styles.row} data-main={main || undefined}>
        {content}
      </div>
    )
  return (
    <>
      <UnstyledButton
        className={styles.row}
        data-main={main || undefined}
        aria-expanded={open}
        aria-controls={steps}
        onClick={toggle}
      >
        {content}
        <IconChevronRight size={13} className={styles.chevron} aria-hidden />
      </UnstyledButton>
      {open && (
        <ol className={styles.steps} id={steps}>
          {formula.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </>
  )
}

/** Figures below each other, as on a statement. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className={styles.rows}>{children}</div>
}
