import { formatMoney } from '#web/kit/figures.ts'
import type { IdentificationAnswer } from './answer-identification.ts'
import styles from './LimitBars.module.css'

type Bar = {
  title: string
  amount: number | null
  limit: number | null
  most: boolean
  words: (amount: number) => string
  applies: boolean
}

/** The three limits side by side: how full each is, and which one applies. */
export function LimitBars({ outcome }: { outcome: IdentificationAnswer['outcome'] }) {
  const { rule, counted_count, aggregate_fmv, limit_200_percent, received_fmv_for_95, required_fmv_for_95 } =
    outcome
  const bars: Bar[] = [
    {
      title: 'Three properties',
      amount: counted_count,
      limit: 3,
      most: true,
      words: String,
      applies: rule === '3-property',
    },
    {
      title: '200% of relinquished value',
      amount: aggregate_fmv,
      limit: limit_200_percent,
      most: true,
      words: dollars,
      applies: rule === '200%',
    },
    {
      title: '95% received',
      amount: received_fmv_for_95,
      limit: required_fmv_for_95,
      most: false,
      words: dollars,
      applies: rule === '95%',
    },
  ]
  return (
    <div className={styles.bars}>
      {bars.map((bar) => (
        <LimitBar key={bar.title} bar={bar} />
      ))}
    </div>
  )
}

function LimitBar({ bar: { title, amount, limit, most, words, applies } }: { bar: Bar }) {
  const known = amount !== null && limit !== null
  const met = known && (most ? amount <= limit : limit > 0 && amount >= limit)
  const over = known && most && amount > limit
  const whole = known ? Math.max(amount, limit, 1) : 1
  const short = known ? Math.abs(amount - limit) : 0
  const said = !known
    ? 'A value is missing'
    : met
      ? applies
        ? 'Applies'
        : 'Met'
      : over
        ? `${words(short)} over`
        : `${words(short)} short`
  return (
    <div className={styles.bar} data-applies={applies || undefined}>
      <div className={styles.head}>
        <strong>{title}</strong>
        <span>{said}</span>
      </div>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="8" className={styles.track} />
        {known && (
          <rect
            width={(Math.min(amount, most ? limit : amount) / whole) * 100}
            height="8"
            className={met ? styles.met : styles.part}
          />
        )}
        {over && (
          <rect
            x={(limit / whole) * 100}
            width={((amount - limit) / whole) * 100}
            height="8"
            className={styles.over}
          />
        )}
      </svg>
      <span className="figures">
        {known
          ? `${words(amount)} ${most ? 'of at most' : 'of at least'} ${words(limit)}`
          : 'Enter every value to check it'}
      </span>
    </div>
  )
}

const dollars = (amount: number) => formatMoney(String(amount))
