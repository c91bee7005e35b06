import { Skeleton } from '@mantine/core'
import styles from './TableSkeleton.module.css'

/** The shape of the rows to come, so that nothing jumps when they do. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div role="status" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same and never change places.
        <div key={i} className={styles.row}>
          <Skeleton height={14} width={14} />
          <Skeleton height={14} width={`${78 - ((i * 17) % 40)}%`} />
          <Skeleton height={14} width={`${90 - ((i * 29) % 50)}%`} />
          <Skeleton height={14} width="60%" />
        </div>
      ))}
    </div>
  )
}
