import { Title } from '@mantine/core'
import type { Missing, Reason } from '#domains/exchanges/rules/finding.ts'
import styles from './Worksheet.module.css'

/** What is for counsel, what was assumed, and why the answer is what it is: in the order in which a CPA asks. */
export function Findings({
  flags,
  missing,
  reasons,
}: {
  flags: string[]
  missing: Missing[]
  reasons: Reason[]
}) {
  return (
    <>
      <Notes title="For counsel or the CPA" notes={flags} />
      <Notes title="Not given" notes={missing.map(({ text }) => text)} />
      <div>
        <Title order={2}>Why</Title>
        <ul className={styles.reasons}>
          {reasons.map(({ rule, text, citation }) => (
            <li key={`${rule}${text}`}>
              {text}
              <span className={styles.citation}>{citation}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Notes({ title, notes }: { title: string; notes: string[] }) {
  if (notes.length === 0) return null
  return (
    <div>
      <Title order={2}>{title}</Title>
      <ul className={styles.notes}>
        {[...new Set(notes)].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  )
}
