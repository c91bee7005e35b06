import { Anchor, Button, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { domains } from '#web/app/domains.ts'
import { outdate } from '#web/calls.ts'
import { formatDay, Moment } from '#web/kit/dates.tsx'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { StatusPill } from '#web/kit/StatusPill.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import type { Need } from '#web/pages.ts'
import { useSubjectPath } from '#web/subjects.ts'
import styles from './Today.module.css'
import { useNeeds } from './use-desk.ts'

const SHOWN = 12
const ABOUT = domains.flatMap(({ desk }) => desk?.about ?? [])

/** One list of everything that waits for this person. What can be done about it at once stands beside it. */
export function NeedsYou() {
  const { needs, more, loading, error } = useNeeds()
  const [all, setAll] = useState(false)
  const shown = all ? needs : needs.slice(0, SHOWN)
  return (
    <section aria-labelledby="needs-you">
      <Title order={2} id="needs-you" className={styles.head}>
        Needs you
      </Title>
      {error && <Refused error={error} />}
      {loading && needs.length === 0 && <RowsSkeleton rows={5} height={28} />}
      {!loading && !error && needs.length === 0 && (
        <Empty title="You’re all caught up">
          Documents to review, files that couldn’t be read, and what clients send you show up here.
        </Empty>
      )}
      <ul className={styles.list}>
        {shown.map((need) => (
          <NeedRow key={need.key} need={need} />
        ))}
      </ul>
      <div className={styles.more}>
        {needs.length > shown.length && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
            {`Show ${needs.length - shown.length} more`}
          </Button>
        )}
        {more.map(({ label, to }) => (
          <Anchor key={to} component={Link} to={to} size="sm" c="var(--accent-text)">
            {label}
          </Anchor>
        ))}
      </div>
    </section>
  )
}

function NeedRow({ need: { at, day, state, title, note, to, subject, acts = [] } }: { need: Need }) {
  const pathOf = useSubjectPath()
  const path = (subject && pathOf(subject.type, subject.id)) ?? to
  return (
    <li className={styles.row}>
      <div className={styles.state}>
        <StatusPill tone={state.tone}>{state.label}</StatusPill>
      </div>
      <Link to={path} className={styles.what}>
        <span className={styles.title}>{title}</span>
        {note && <span className={styles.note}>{note}</span>}
      </Link>
      <span className={styles.when}>{day ? formatDay(day) : <Moment at={at} />}</span>
      <div className={styles.acts}>
        {acts.map((act) => (
          <Act key={act.label} act={act} of={title} />
        ))}
      </div>
    </li>
  )
}

function Act({ act: { label, run, said }, of }: { act: NonNullable<Need['acts']>[number]; of: string }) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const perform = async () => {
    setBusy(true)
    try {
      await run()
      notify(said)
      await outdate(queries, ABOUT)
    } catch (error) {
      notifyRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={busy}
      onClick={perform}
      aria-label={`${label}: ${of}`}
    >
      {label}
    </Button>
  )
}
