import { formatInstant, useNow } from '#web/kit/dates.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { readerHour } from '#web/kit/reader.ts'
import { useSession } from '#web/session.ts'
import { ComingUp } from './ComingUp.tsx'
import { FirstRun } from './FirstRun.tsx'
import { NeedsYou } from './NeedsYou.tsx'
import styles from './Today.module.css'

/** A desk: what waits for this person with what to do about it, and what is coming up beside it. */
export function Today() {
  const user = useSession()?.user
  const now = useNow()
  return (
    <>
      <PageHeader
        title={`Good ${partOfDay(now)}, ${user?.first_name ?? ''}`}
        tab="Today"
        note={formatInstant(now.toISOString())}
      />
      <FirstRun />
      <div className={styles.desk}>
        <NeedsYou />
        <ComingUp />
      </div>
    </>
  )
}

function partOfDay(now: Date): string {
  const hour = readerHour(now)
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
}
