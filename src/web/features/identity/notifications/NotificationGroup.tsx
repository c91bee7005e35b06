import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCircle, IconCircleFilled } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { Notification } from '#domains/identity/notifications/schema.ts'
import { Moment } from '#web/kit/dates.tsx'
import { useSubjectPath } from '#web/subjects.ts'
import styles from './notifications.module.css'
import { type SubjectGroup, useMark } from './use-notifications.ts'

type Props = { group: SubjectGroup; onOpen?: () => void }

/** What happened to one subject, the newest first. Opening it marks all of it as read. */
export function NotificationGroup({ group: { title, items }, onOpen }: Props) {
  return (
    <li className={styles.group} aria-label={title}>
      {items.map((item) => (
        <Row key={item.id} item={item} {...(onOpen && { onOpen })} />
      ))}
    </li>
  )
}

function Row({ item, onOpen }: { item: Notification; onOpen?: () => void }) {
  const { history } = useRouter()
  const pathOf = useSubjectPath()
  const mark = useMark()
  const { id, subject_type, subject_id, sentence, read_at, created_at } = item
  const path = pathOf(subject_type, subject_id)
  const unread = read_at === null
  const open = () => {
    onOpen?.()
    if (unread) mark({ subject_type, subject_id })
    if (path) history.push(path)
  }
  const toggle = unread ? 'Mark as read' : 'Mark as unread'
  return (
    <div className={styles.row} data-unread={unread || undefined}>
      <Tooltip label={toggle}>
        <ActionIcon
          size="sm"
          aria-label={`${toggle}: ${sentence}`}
          onClick={() => mark({ ids: [id], read: unread })}
        >
          {unread ? (
            <IconCircleFilled size={10} className={styles.dot} />
          ) : (
            <IconCircle size={10} stroke={1.6} />
          )}
        </ActionIcon>
      </Tooltip>
      <button type="button" className={styles.sentence} onClick={open}>
        {sentence}
      </button>
      <span className={styles.when}>
        <Moment at={created_at} />
      </span>
    </div>
  )
}
