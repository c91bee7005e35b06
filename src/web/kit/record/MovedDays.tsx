import { formatDay } from '#web/kit/dates.tsx'
import styles from './MovedDays.module.css'

export type MovedDay = { id: string; name: string; from: string | null; to: string | null }

/** Days that move, from when to when. */
export function MovedDays({ moved }: { moved: MovedDay[] }) {
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
            <td>{name}</td>
            <td>{from ? formatDay(from) : 'None'}</td>
            <td>{to ? formatDay(to) : 'None'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
