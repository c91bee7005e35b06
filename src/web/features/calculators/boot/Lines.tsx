import type { BootAnswer } from './answer-boot.ts'
import { dollars } from './form-lines.ts'
import styles from './Lines.module.css'

/** Every line with its arithmetic: a figure that a CPA can check without asking. */
export function Lines({ lines }: Pick<BootAnswer, 'lines'>) {
  return (
    <table className={styles.lines}>
      <caption>Form 8824, Part III</caption>
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">What it is</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ line, label, formula, amount, citation, main }) => (
          <tr key={line} data-main={main || undefined} data-line={line}>
            <th scope="row">{line}</th>
            <td>
              {label}
              <span className={styles.formula}>{formula}</span>
              <span className={styles.citation}>{citation}</span>
            </td>
            <td>{dollars(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Statements({ statements }: Pick<BootAnswer, 'statements'>) {
  if (statements.length === 0) return null
  return (
    <table className={styles.lines}>
      <caption>From the closing statements</caption>
      <tbody>
        {statements.map(([label, amount]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{dollars(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Totals({ totals }: Pick<BootAnswer, 'totals'>) {
  const shown = [
    ['Deferred gain', totals.deferred],
    ['Recognized gain', totals.recognized],
    ['Boot received', totals.boot],
    ['Basis of new property', totals.basis],
  ] as const
  return (
    <dl className={styles.totals}>
      {shown.map(([label, amount]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{dollars(amount)}</dd>
        </div>
      ))}
    </dl>
  )
}
