import { Link } from '@tanstack/react-router'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import styles from './Calculators.module.css'
import { CALCULATOR_PAGES } from './list.ts'

export function Overview() {
  return (
    <>
      <PageHeader
        title="1031 calculators"
        note="Answers as you type, with the rule behind each. Nothing is sent or stored: your figures stay in the link."
      />
      <ul className={styles.cards}>
        {CALCULATOR_PAGES.map(({ to, title, text }) => (
          <li key={to}>
            <Link to={to} className={styles.card}>
              <strong>{title}</strong>
              <span>{text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
