import { useQueryClient } from '@tanstack/react-query'
import { notifications } from '#domains/identity/notifications/contract.ts'
import type { MarkedRead, Notification } from '#domains/identity/notifications/schema.ts'
import { call, outdate } from '#web/calls.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'

/** Marks notifications, and has what shows them asked for again. */
export function useMark(): (marked: MarkedRead) => Promise<void> {
  const queries = useQueryClient()
  return async (marked) => {
    try {
      await call(notifications.mark, {}, marked)
      await outdate(queries, notifications.mark.about)
    } catch (error) {
      notifyRefusal(error)
    }
  }
}

export type SubjectGroup = { key: string; title: string; items: Notification[] }

/** Notifications about one subject together, at the place of the newest. */
export function groupBySubject(items: Notification[]): SubjectGroup[] {
  const groups = Map.groupBy(items, ({ subject_type, subject_id }) => `${subject_type}:${subject_id}`)
  return [...groups].map(([key, items]) => ({ key, title: items[0]?.title ?? '', items }))
}
