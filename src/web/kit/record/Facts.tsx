import { Fragment, type ReactNode } from 'react'
import styles from './Facts.module.css'

/** What is known of a record, as label and value; what has no value is left out. */
export function Facts({ facts }: { facts: (readonly [label: string, value: ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <dl className={styles.facts}>
      {known.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
