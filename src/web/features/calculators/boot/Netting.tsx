import { Title } from '@mantine/core'
import type { BootAnswer } from './answer-boot.ts'
import { dollars, netting } from './form-lines.ts'
import styles from './Netting.module.css'

type Part = { label: string; amount: number; tone: 'given' | 'received' | 'boot' | 'deferred' }

/** What offsets what: debt relief is netted, cash received is not, expenses come off both. */
export function Netting({ answer: { given, totals } }: { answer: BootAnswer }) {
  const { relief, surplus } = netting(given)
  const lanes: { title: string; parts: Part[]; result: string }[] = [
    {
      title: 'Debt relieved',
      parts: [{ label: 'Debt relieved', amount: given.liabilities_relieved, tone: 'received' }],
      result: relief > 0 ? `Net debt relief ${dollars(relief)}: boot` : 'Fully offset',
    },
    {
      title: 'Offset by',
      parts: [
        { label: 'Debt assumed', amount: given.liabilities_assumed, tone: 'given' },
        { label: 'Cash paid', amount: given.cash_paid, tone: 'given' },
        { label: 'Other property given', amount: given.fmv_other_given, tone: 'given' },
      ],
      result: surplus > 0 ? `${dollars(surplus)} more than needed: adds to basis, offsets no cash` : '',
    },
    {
      title: 'Cash and other property received',
      parts: [
        { label: 'Cash', amount: given.cash_received, tone: 'boot' },
        { label: 'Other property', amount: given.fmv_other_received, tone: 'boot' },
      ],
      result:
        given.cash_received + given.fmv_other_received > 0 ? 'Offset by exchange expenses only' : 'None',
    },
  ]
  const whole = Math.max(1, ...lanes.map(({ parts }) => parts.reduce((sum, { amount }) => sum + amount, 0)))
  const gain: Part[] = [
    { label: 'Recognized', amount: totals.recognized, tone: 'boot' },
    { label: 'Deferred', amount: Math.max(0, totals.deferred), tone: 'deferred' },
  ]
  return (
    <div className={styles.netting}>
      <Title order={2}>Netting</Title>
      {lanes.map(({ title, parts, result }) => (
        <Lane key={title} title={title} parts={parts} whole={whole} result={result} />
      ))}
      {totals.realized > 0 && (
        <Lane
          title="Realized gain"
          parts={gain}
          whole={totals.recognized + Math.max(0, totals.deferred)}
          result={`${dollars(totals.realized)} realized`}
        />
      )}
    </div>
  )
}

function Lane({
  title,
  parts,
  whole,
  result,
}: {
  title: string
  parts: Part[]
  whole: number
  result: string
}) {
  const shown = parts.filter(({ amount }) => amount > 0)
  return (
    <div className={styles.lane}>
      <div className={styles.head}>
        <strong>{title}</strong>
        <span>{result}</span>
      </div>
      <div className={styles.bar} aria-hidden="true">
        {shown.map(({ label, amount, tone }) => (
          <span key={label} data-tone={tone} style={{ width: `${(amount / whole) * 100}%` }} />
        ))}
      </div>
      <div className={styles.words}>
        {shown.map(({ label, amount }) => `${label} ${dollars(amount)}`).join(' · ') || dollars(0)}
      </div>
    </div>
  )
}
