import { Title } from '@mantine/core'
import type { Missing, Reason } from '#domains/exchanges/rules/finding.ts'
import { formatDay } from '#web/kit/dates.tsx'
import styles from './Worksheet.module.css'

/** What to ask a CPA or attorney, what is missing, and the reasons for the answer, in the order in which a CPA asks. */
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
      <Notes title="Ask your CPA or attorney" notes={flags} />
      <Notes
        title="Missing information"
        notes={missing.map(({ field, text }) => `${inWords(field)}: ${text}`)}
      />
      <div>
        <Title order={2}>Why</Title>
        <ul className={styles.reasons}>
          {reasons.map(({ rule, text, citation }) => (
            <li key={`${rule}${text}`}>
              {withDays(text)}
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
          <li key={note}>{withDays(note)}</li>
        ))}
      </ul>
    </div>
  )
}

/** `return_due_date` as "Return due date". */
export function inWords(field: string): string {
  const words = field.replaceAll('_', ' ').replaceAll(/\b(irs|fmv|qi)\b/g, (short) => short.toUpperCase())
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The rules write days as data, `2026-01-15`; people read them. */
function withDays(text: string): string {
  return text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => formatDay(day))
}
