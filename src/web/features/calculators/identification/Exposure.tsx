import { Text, Title } from '@mantine/core'
import { formatMoney } from '#web/kit/figures.ts'
import { curesOf, type IdentificationAnswer } from './answer-identification.ts'
import styles from './Exposure.module.css'
import type { IdentificationFacts } from './identification-facts.ts'

type Props = { facts: IdentificationFacts; outcome: IdentificationAnswer['outcome'] }

const WHY_NOT: Record<string, string> = {
  revoked: 'Revoked',
  not_identified: 'Not identified',
}

/** What hangs on the 95% rule when neither three nor 200% holds, and what would still cure it. */
export function Exposure({ facts, outcome }: Props) {
  const {
    rule,
    received_fmv_for_95: received,
    required_fmv_for_95: required,
    aggregate_fmv: aggregate,
  } = outcome
  if (rule !== 'over_identified' || received === null || required === null || aggregate === null) return null
  const cures = curesOf(facts).map(({ name, id }) => name || id)
  return (
    <div className={styles.exposure} role="note">
      <Title order={2}>95% exposure</Title>
      <Text size="sm">
        {`At least ${dollars(required)} of what is identified must be received in the exchange period, or nothing counts but what was received by day 45. `}
        {`Received so far: ${dollars(received)}; still needed: ${dollars(required - received)}.`}
      </Text>
      <Text size="sm">
        {cures.length > 0
          ? `Until day 45 a signed revocation cures it. Any one of these is enough: ${cures.join('; ')}.`
          : 'No single revocation cures it.'}
      </Text>
    </div>
  )
}

export function PropertyOutcomes({ facts, outcome }: Props) {
  const shown = facts.properties.filter(({ name, value, received }) => name || value || received)
  if (shown.length === 0) return null
  return (
    <table className={styles.outcomes}>
      <caption>Each property</caption>
      <thead>
        <tr>
          <th scope="col">Property</th>
          <th scope="col">Value</th>
          <th scope="col">Counts</th>
          <th scope="col">Treated as identified</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ id, name, value }, index) => {
          const not = outcome.not_counted.find((one) => one.id === id)
          return (
            <tr key={id}>
              <th scope="row">{name || `Property ${index + 1}`}</th>
              <td>{/^\d/.test(value) ? dollars(Number(value)) : '—'}</td>
              <td>{not ? (WHY_NOT[not.because] ?? not.because.replaceAll('_', ' ')) : 'Yes'}</td>
              <td>{outcome.treated_as_identified.includes(id) ? 'Yes' : 'No'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const dollars = (amount: number) => formatMoney(String(amount))
