import { Text } from '@mantine/core'
import type { ChangedDates } from '#domains/transactions/dates/schema.ts'
import { dateName } from '#web/features/transactions/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import styles from './Dates.module.css'

/** Every date that moves, from when to when. */
export function MovedDates({ moved }: { moved: ChangedDates['moved'] }) {
  if (moved.length === 0) return <Text size="sm">Every date stays on its day.</Text>
  return (
    <table className={styles.moved}>
      <thead>
        <tr>
          <th>Date</th>
          <th>Before</th>
          <th>After</th>
        </tr>
      </thead>
      <tbody>
        {moved.map(({ id, name, from, to }) => (
          <tr key={id}>
            <td>{dateName(id, name)}</td>
            <td>{from ? formatDay(from) : 'None'}</td>
            <td>{to ? formatDay(to) : 'None'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
